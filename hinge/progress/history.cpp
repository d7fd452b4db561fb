#include "hinge/progress/history.h"

namespace hinge::progress {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::athlete:
      return "athlete";
    case Role::coach:
      return "coach";
    case Role::admin:
      return "admin";
  }
  return "unknown";
}

std::string_view to_string(Topic topic) {
  switch (topic) {
    case Topic::keep_history:
      return "keep_history";
    case Topic::keep_video:
      return "keep_video";
    case Topic::share_with_coach:
      return "share_with_coach";
  }
  return "unknown";
}

std::string_view to_string(Place place) {
  switch (place) {
    case Place::low_back:
      return "low_back";
    case Place::upper_back:
      return "upper_back";
    case Place::neck:
      return "neck";
    case Place::hip:
      return "hip";
    case Place::groin:
      return "groin";
    case Place::hamstring:
      return "hamstring";
    case Place::knee:
      return "knee";
    case Place::leg_below_knee:
      return "leg_below_knee";
    case Place::ankle_foot:
      return "ankle_foot";
    case Place::shoulder:
      return "shoulder";
    case Place::arm_hand:
      return "arm_hand";
    case Place::elsewhere:
      return "elsewhere";
  }
  return "unknown";
}

std::string_view to_string(Moment moment) {
  switch (moment) {
    case Moment::before:
      return "before";
    case Moment::during:
      return "during";
    case Moment::after:
      return "after";
    case Moment::next_morning:
      return "next_morning";
  }
  return "unknown";
}

std::string_view to_string(SetSource source) {
  switch (source) {
    case SetSource::video:
      return "video";
    case SetSource::logged:
      return "logged";
    case SetSource::imported:
      return "imported";
  }
  return "unknown";
}

std::string_view to_string(CueEffect effect) {
  switch (effect) {
    case CueEffect::pending:
      return "pending";
    case CueEffect::helped:
      return "helped";
    case CueEffect::no_change:
      return "no_change";
    case CueEffect::worse:
      return "worse";
    case CueEffect::not_measured:
      return "not_measured";
  }
  return "unknown";
}

std::string_view to_string(Move move) {
  switch (move) {
    case Move::stay:
      return "stay";
    case Move::up:
      return "up";
    case Move::down:
      return "down";
    case Move::stop:
      return "stop";
  }
  return "unknown";
}

std::string_view to_string(Feeling feeling) {
  switch (feeling) {
    case Feeling::yes:
      return "yes";
    case Feeling::no:
      return "no";
    case Feeling::unsure:
      return "unsure";
  }
  return "unknown";
}

}  // namespace hinge::progress
