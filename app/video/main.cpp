// `hinge-video`: the commands of `hinge` that decode video or run the networks.
#include "app/program.h"

namespace {
constexpr hinge::app::AddCommand commands[] = {hinge::app::add_analyze, hinge::app::add_doctor};
}

int main(int argc, char** argv) { return hinge::app::run_program(argc, argv, commands); }
