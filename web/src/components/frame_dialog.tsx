// One frame enlarged, with the way to its neighbours.
import { useEffect, useRef } from 'preact/hooks';
import type { Still } from '../api/report_data';
import { altOf, whereWhen } from './summary';

interface Props { stills: Still[]; shown: Still | null; choose: (still: Still | null) => void }

export function FrameDialog({ stills, shown, choose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown !== null && dialog.current?.open === false) dialog.current.showModal();
    if (shown === null && dialog.current?.open === true) dialog.current.close();
  }, [shown]);
  const at = shown === null ? -1 : stills.indexOf(shown);
  const step = (by: number): void => choose(stills[at + by] ?? shown);
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  };
  return (
    <dialog ref={dialog} aria-labelledby="frame-words" onClose={() => choose(null)} onKeyDown={keys} onClick={(event) => event.target === dialog.current && choose(null)}>
      {shown !== null && (
        <>
          <img class="still" src={shown.image} width={shown.width_px} height={shown.height_px} alt={altOf(shown)} />
          <p id="frame-words" aria-live="polite"><b>{whereWhen(shown)}.</b> {shown.caption}</p>
          <div class="buttons">
            <button type="button" disabled={at <= 0} onClick={() => step(-1)}>Earlier</button>
            <button type="button" disabled={at >= stills.length - 1} onClick={() => step(1)}>Later</button>
            <button type="button" class="last" onClick={() => choose(null)}>Close</button>
          </div>
        </>
      )}
    </dialog>
  );
}
