package org.nnft.math;

/// A place in the text of a formula: what recursive descent over a grammar needs.
///
/// Blanks may stand anywhere between signs. Every error shows the text with a mark below the character that is wrong.
public final class FormulaCursor {
  private final String subject;
  private final String text;
  private int at;

  /// @param subject how errors begin, e.g. "the interaction is wrong at character", or "character"
  public FormulaCursor(String subject, String text) {
    this.subject = subject;
    this.text = text;
  }

  /// Number of characters before the place.
  public int position() {
    return at;
  }

  public boolean isAtEnd() {
    return at == text.length();
  }

  /// The character at the place, or NUL at the end.
  public char current() {
    return isAtEnd() ? 0 : text.charAt(at);
  }

  /// The character after n others, or NUL behind the end.
  public char ahead(int n) {
    return at + n < text.length() ? text.charAt(at + n) : 0;
  }

  public boolean isAtDigit() {
    return isDigit(current());
  }

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  public boolean startsWith(String word) {
    return text.startsWith(word, at);
  }

  /// Goes on by n characters.
  public void advance(int n) {
    at += n;
  }

  public void skipSpace() {
    while (current() == ' ') {
      at++;
    }
  }

  /// Whether c is the next sign; if so it and the blanks after it are passed.
  public boolean accept(char c) {
    skipSpace();
    if (current() != c) {
      return false;
    }
    at++;
    skipSpace();
    return true;
  }

  /// The digits at the place, which are passed; empty if there are none.
  public String digits() {
    int start = at;
    while (isAtDigit()) {
      at++;
    }
    return from(start);
  }

  /// The text between an earlier place and this one.
  public String from(int start) {
    return text.substring(start, at);
  }

  /// An error at a place, to be thrown.
  public IllegalArgumentException error(int position, String what) {
    return new IllegalArgumentException(
        "%s %d: %s\n    %s\n    %s^"
            .formatted(subject, position + 1, what, text, " ".repeat(position)));
  }

  /// An error here.
  public IllegalArgumentException error(String what) {
    return error(at, what);
  }
}
