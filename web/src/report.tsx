// Entry of the self-contained report: reads the data inlined into the page and draws it.
import { render } from 'preact';
import { Report, pageTitle } from './components/report';
import './look/tokens.css';
import './look/page.css';
import './look/print.css';
import { readReport } from './state/read';

const root = document.getElementById('report');
const result = readReport(document.getElementById('hinge-data')?.textContent ?? 'null');
if (root !== null) {
  if (result.kind === 'read') {
    document.title = pageTitle(result.data);
    render(<Report data={result.data} compact={matchMedia('screen and (max-width: 700px)').matches} />, root);
  } else {
    render(<main class="page plain"><h1>Nothing to show</h1><p>{result.why}</p></main>, root);
  }
}
