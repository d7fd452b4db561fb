// `hinge-decode`: where a clip is read, so that a bad one costs only itself (docs/decisions/0023-decode-in-a-box.md).
#include "hinge/media/internal/decode_service.h"

int main() { return hinge::media::internal::serve_decoding(); }
