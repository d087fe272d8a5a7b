package org.nnft.locality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hipparchus.special.Gamma;
import org.nnft.statistics.Estimate;

/// Whether a connected correlator decays when its points move apart, on which evidence, and what would change that.
///
/// Sampled values are judged so: the constant is there if the last third of the values has a mean that differs from
/// 0 by [#SIGMAS] standard errors, a constant improves the better of the two laws without one by [#IMPROVEMENT] in χ²,
/// and either no two of these values differ by as many errors of their difference or one law describes all. Values that differ from 0 at the end but are still moving there,
/// by none of the laws, decide nothing. Under a right null hypothesis the first alone happens once in 1000; the rate
/// found in 200 seeded runs stands in docs/measurements/verdicts.md. Exact values are judged by their numerical error.
///
/// @param decay the verdict
/// @param constant A with its error
/// @param correlationLength ξ, where the decay is exponential
/// @param power p, where it is a power
/// @param fits all laws that were tried, if the values were sampled
/// @param evidence in words
/// @param threshold in words
/// @param wouldChange what would change the verdict, in words
public record LocalityVerdict(
    Decay decay,
    Estimate constant,
    Optional<Estimate> correlationLength,
    Optional<Estimate> power,
    List<DecayFit> fits,
    String evidence,
    String threshold,
    String wouldChange) {

  /// How a connected correlator goes.
  public enum Decay {
    /// To zero, exponentially or faster.
    LOCAL("local: falls exponentially or faster"),
    /// To zero like a power.
    POWER_LAW("falls like a power: no mass gap, or a sharp cutoff"),
    /// To a constant.
    NON_LOCAL("non-local: a constant remains"),
    /// By a law that is not seen: laws of decay fit alike, or a constant and a slow decay.
    UNDECIDED("no law is decided"),
    /// Neither settled nor described by any law.
    UNSETTLED("not decided: still moving at the largest distance, by none of the laws"),
    /// Nothing was seen above the noise.
    UNSEEN("no correlation seen above the noise");

    private final String words;

    Decay(String words) {
      this.words = words;
    }

    /// In words.
    public String words() {
      return words;
    }
  }

  /// Two-sided p = 10⁻³ of a normal law.
  public static final double SIGMAS = 3.290527;

  /// Values less probable under a hypothesis refute it.
  private static final double SMALLEST_P = 1e-3;

  /// p = 10⁻³ of χ² with one degree of freedom.
  public static final double IMPROVEMENT = 10.8276;

  /// Difference in AIC that decides between the laws.
  public static final double DECISIVE = 6;

  public LocalityVerdict {
    fits = List.copyOf(fits);
  }

  /// Judges values that were sampled.
  ///
  /// @throws IllegalArgumentException if there are too few distances or blocks
  public static LocalityVerdict of(SampledSeparation curve) {
    DecayFit.Whitened data = new DecayFit.Whitened(curve);
    List<DecayFit> fits =
        Arrays.stream(DecayFit.Law.values()).map(law -> DecayFit.of(data, law)).toList();
    DecayFit exponential = fits.get(0);
    DecayFit power = fits.get(2);
    int last = Math.max(2, curve.distances().size() / 3);
    Estimate tail = data.tail(last);
    double motion = curve.largestDifference(last);
    double without = Math.min(exponential.chiSquare(), power.chiSquare());
    double improvement = without - Math.min(fits.get(1).chiSquare(), fits.get(3).chiSquare());
    boolean tailSeen = Math.abs(tail.pull(0)) > SIGMAS;
    boolean settled = motion < SIGMAS;
    boolean described = fits.stream().anyMatch(fit -> fit.pValue() >= SMALLEST_P);
    boolean seen =
        Gamma.regularizedGammaQ(data.size() / 2.0, data.chiSquareOfZero() / 2) < SMALLEST_P;
    double preference = power.informationCriterion() - exponential.informationCriterion();
    Decay decay;
    if (!seen) {
      decay = Decay.UNSEEN;
    } else if (tailSeen && improvement > IMPROVEMENT && (settled || described)) {
      decay = Decay.NON_LOCAL;
    } else if (tailSeen && !settled && !described) {
      decay = Decay.UNSETTLED;
    } else if (preference > DECISIVE) {
      decay = Decay.LOCAL;
    } else if (preference < -DECISIVE) {
      decay = Decay.POWER_LAW;
    } else {
      decay = Decay.UNDECIDED;
    }
    String evidence =
        String.format(
            Locale.ROOT,
            "mean of the last %d values %s (%.1fσ from 0, %.1fσ from one another); a constant improves χ² by %.1f; χ²/dof %.1f/%d exponential, %.1f/%d power, AIC difference %.1f; %,d networks",
            last,
            tail,
            Math.abs(tail.pull(0)),
            motion,
            improvement,
            exponential.chiSquare(),
            exponential.degreesOfFreedom(),
            power.chiSquare(),
            power.degreesOfFreedom(),
            preference,
            curve.networks());
    return new LocalityVerdict(
        decay,
        tail,
        decay == Decay.LOCAL ? Optional.of(exponential.scale()) : Optional.empty(),
        decay == Decay.POWER_LAW ? Optional.of(power.scale()) : Optional.empty(),
        fits,
        evidence,
        String.format(
            Locale.ROOT,
            "a constant needs %.2fσ in the last third of the values, an improvement of χ² by %.1f, and either less than so many σ between any two of these or a law that describes all; a law, an AIC difference of %.0f",
            SIGMAS,
            IMPROVEMENT,
            DECISIVE),
        change(decay, tail, tailSeen ? improvement : Double.NaN, curve));
  }

  /// @param improvement of χ² by a constant whose tail is seen; NaN where none is
  private static String change(
      Decay decay, Estimate tail, double improvement, SampledSeparation curve) {
    double farthest = curve.distances().getLast();
    if (decay == Decay.UNDECIDED && improvement <= IMPROVEMENT) {
      return String.format(
          Locale.ROOT,
          "values beyond R = %.3g, or more networks: the last third is not 0, but a constant improves χ² by %.1f of the %.1f that would tell it from a slow decay",
          farthest,
          Math.max(0, improvement),
          IMPROVEMENT);
    }
    return switch (decay) {
      case NON_LOCAL ->
          String.format(
              Locale.ROOT,
              "values that fall below %.2g beyond R = %.3g: a correlation length longer than the range looks like a constant",
              Math.abs(tail.value()),
              farthest);
      case UNSETTLED ->
          String.format(
              Locale.ROOT,
              "values beyond R = %.3g, where what still moves dies out: raise locality.to, or take a smoother cutoff",
              farthest);
      case LOCAL, POWER_LAW, UNDECIDED, UNSEEN ->
          String.format(
              Locale.ROOT,
              "a mean of the last third above %.2g that no decay explains; 100 times as many networks see a tenth of that",
              SIGMAS * tail.error());
    };
  }

  /// Judges exact values: at distances that double from the first on.
  ///
  /// @param exact the correlator
  /// @param nearest the first distance, of the order of the correlation length, > 0
  /// @param doublings how often it is doubled, 3 or more
  public static LocalityVerdict of(ExactSeparation exact, double nearest, int doublings) {
    double[] distance = new double[doublings + 1];
    double[] value = new double[doublings + 1];
    double error = 0;
    for (int k = 0; k <= doublings; k++) {
      distance[k] = nearest * Math.pow(2, k);
      Estimate at = exact.at(distance[k]);
      value[k] = at.value();
      error = Math.max(error, at.error());
    }
    double noise = error;
    return exact
        .limit()
        .map(limit -> new Estimate(limit.value(), Math.max(limit.error(), noise)))
        .map(limit -> ofLimit(limit, distance, value))
        .orElseGet(() -> ofGrowth(distance, value, noise));
  }

  private static final Estimate NOTHING = new Estimate(0, 0);

  private static final String EXACT_THRESHOLD = "the value is exact; its numerical error decides";

  private static LocalityVerdict ofLimit(Estimate limit, double[] distance, double[] value) {
    if (Math.abs(limit.value()) > limit.error()) {
      return new LocalityVerdict(
          Decay.NON_LOCAL,
          limit,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          String.format(
              Locale.ROOT,
              "the limit R → ∞ is %.10g, with a numerical error below %.1g",
              limit.value(),
              limit.error()),
          EXACT_THRESHOLD,
          "nothing for this network; another width divides the constant, another amplitude or α may remove it");
    }
    int last = 0;
    while (last + 1 < value.length
        && Math.abs(value[last + 1]) > 1e3 * limit.error()
        && Math.abs(value[last + 1]) < Math.abs(value[last])) {
      last++;
    }
    if (last < 2) {
      return new LocalityVerdict(
          Decay.LOCAL,
          NOTHING,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          "the limit R → ∞ is 0 and the values are below the numerical error after two doublings",
          EXACT_THRESHOLD,
          "a smaller first distance would show the law of decay");
    }
    double rate = rate(distance, value, last);
    double before = rate(distance, value, last - 1);
    // e^(−R/ξ) keeps its rate, a power halves it when R doubles.
    boolean power = rate < 0.75 * before;
    return new LocalityVerdict(
        power ? Decay.POWER_LAW : Decay.LOCAL,
        NOTHING,
        power
            ? Optional.empty()
            : Optional.of(new Estimate(1 / rate, Math.abs(1 / rate - 1 / before))),
        power
            ? Optional.of(
                new Estimate(
                    power(value, last), Math.abs(power(value, last) - power(value, last - 1))))
            : Optional.empty(),
        List.of(),
        String.format(
            Locale.ROOT,
            "the limit R → ∞ is 0 to %.1g; −d ln|G|/dR is %.6g between R = %.4g and %.4g, %.6g before",
            limit.error(),
            rate,
            distance[last - 1],
            distance[last],
            before),
        EXACT_THRESHOLD,
        "nothing for this network and these points; other points may have a constant");
  }

  private static double rate(double[] distance, double[] value, int k) {
    return Math.log(Math.abs(value[k - 1] / value[k])) / (distance[k] - distance[k - 1]);
  }

  private static double power(double[] value, int k) {
    return Math.log(Math.abs(value[k - 1] / value[k])) / Math.log(2);
  }

  /// Without a known limit: does the value fall when the distance doubles?
  private static LocalityVerdict ofGrowth(double[] distance, double[] value, double error) {
    int n = value.length;
    double a = value[n - 1];
    double b = value[n - 2];
    if (Math.abs(a) > 1e3 * error && Math.abs(a) >= 0.9 * Math.abs(b)) {
      return new LocalityVerdict(
          Decay.NON_LOCAL,
          new Estimate(a, Math.abs(a - b)),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          String.format(
              Locale.ROOT,
              "%.6g at R = %.4g and %.6g at twice that: it does not fall",
              b,
              distance[n - 2],
              a),
          "a value that keeps nine tenths of itself when the distance doubles, exactly known",
          "a fall at distances beyond the last one");
    }
    return ofLimit(new Estimate(0, Math.max(error, 1e-300)), distance, value);
  }
}
