#pragma once
// A command line that cannot be read: what is wrong with it, what was probably meant, and whose --help says more.
#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace hinge::app {

/// One line, without "hinge: ". `program` has read as much of the command line as it could.
[[nodiscard]] std::string explain_usage(const CLI::App& program, const CLI::ParseError& error, int argc, const char* const* argv);

}  // namespace hinge::app
