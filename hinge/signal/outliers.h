#pragma once
// Single wild samples, found against their neighbours (Hampel's test, docs/science.md 5.5).
#include "hinge/signal/series.h"

namespace hinge::signal {

struct OutlierTest {
  int reach = 2;         ///< frames to either side: a window of 5
  double threshold = 3;  ///< standard deviations, estimated as 1.4826 * MAD of the window
  /// A deviation this small is never called wild: on a still or rounded signal the MAD is 0. In the series' unit.
  double smallest_deviation = 0;
};

/// The series with wild samples turned into gaps. A sample with fewer than two measured neighbours in reach stays.
[[nodiscard]] Series remove_outliers(SeriesView series, const OutlierTest& test = {});

}  // namespace hinge::signal
