package org.nnft.app.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Some parts of a run that is cut into K, as a job array takes them.
///
/// @param first the first part, from 0
/// @param last the last part, inclusive
/// @param of K
public record Parts(int first, int last, int of) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?/(\\d{1,9})");

  /// The whole.
  public static final Parts ALL = new Parts(0, 0, 1);

  public Parts {
    if (of < 1 || first > last || last >= of) {
      throw new IllegalArgumentException(
          "parts are numbered from 0 to K − 1 as a-b/K, got %d-%d/%d".formatted(first, last, of));
    }
  }

  /// Reads `7/1000` or `0-99/1000`.
  ///
  /// @throws IllegalArgumentException if the text is neither
  public static Parts parse(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "--shards takes a/K or a-b/K, such as 0-99/1000, got '%s'".formatted(text));
    }
    int first = Integer.parseInt(m.group(1));
    int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
    return new Parts(first, last, Integer.parseInt(m.group(3)));
  }

  /// Whether unit u of U belongs to these parts: part k holds ⌊kU/K⌋ … ⌊(k+1)U/K⌋ − 1.
  boolean contains(long unit, long units) {
    return unit >= first * units / of && unit < (last + 1L) * units / of;
  }

  /// Whether these are all parts.
  public boolean isAll() {
    return first == 0 && last == of - 1;
  }
}
