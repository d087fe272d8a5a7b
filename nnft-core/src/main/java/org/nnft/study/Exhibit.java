package org.nnft.study;

/// A piece of evidence that a reader looks at.
public sealed interface Exhibit permits Exhibit.Formula, Exhibit.Text, Table, Figure {

  /// A displayed formula.
  ///
  /// @param latex without delimiters
  record Formula(String latex) implements Exhibit {}

  /// A paragraph.
  record Text(String text) implements Exhibit {}
}
