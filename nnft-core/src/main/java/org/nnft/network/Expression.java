package org.nnft.network;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.nnft.math.Elementary;

/// A function written as text, such as `x*exp(-x^2/2)`, of one variable or of several.
///
/// The grammar is a whitelist: numbers, the variables' names, `pi`, `e`, + − * / ^, brackets and the functions
/// of [Function]; nothing else is ever evaluated. Powers need a whole number as exponent.
///
/// | rule | form |
/// |------|------|
/// | sum | product (('+' or '-') product)… |
/// | product | factor (('*' or '/') factor)… |
/// | factor | ('+' or '-') factor, or atom, or atom '^' whole number |
/// | atom | number, variable, pi, e, function '(' sum ')', '(' sum ')' |
///
/// `-x^2` is −(x²), as in print.
///
/// @param text as the user wrote it
/// @param root the tree it means
public record Expression(String text, Node root) {

  /// The longest text that is read.
  static final int MOST_CHARACTERS = 1000;

  /// Cells of half the reach in a search for kinks and branch points; no whole number, so that 0 is within one.
  private static final double CELLS = 1000.5;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /// A node of the tree.
  public sealed interface Node {}

  /// A constant.
  public record Literal(double value) implements Node {}

  /// A variable by its place among the names that the text was read with; x is 0.
  public record Variable(int index) implements Node {}

  /// −a.
  public record Negation(Node a) implements Node {}

  /// a + b.
  public record Sum(Node a, Node b) implements Node {}

  /// a − b.
  public record Difference(Node a, Node b) implements Node {}

  /// a·b.
  public record Product(Node a, Node b) implements Node {}

  /// a/b.
  public record Quotient(Node a, Node b) implements Node {}

  /// aⁿ by repeated products.
  ///
  /// @param exponent 0…64
  public record Power(Node base, int exponent) implements Node {}

  /// function(argument).
  public record Call(Function function, Node argument) implements Node {}

  /// What an expression may call.
  public enum Function {
    EXP,
    LOG,
    SIN,
    COS,
    TANH,
    ERF,
    SQRT,
    ABS,
    RELU;

    /// The function's value.
    public double at(double x) {
      return switch (this) {
        case EXP -> Elementary.exp(x);
        case LOG -> Elementary.log(x);
        case SIN -> Elementary.sin(x);
        case COS -> Elementary.cos(x);
        case TANH -> Elementary.tanh(x);
        case ERF -> Elementary.erf(x);
        case SQRT -> Math.sqrt(x);
        case ABS -> Math.abs(x);
        case RELU -> Math.max(x, 0);
      };
    }

    /// Whether quadrature for analytic functions holds: no kink, no branch point.
    boolean isAnalytic() {
      return switch (this) {
        case EXP, SIN, COS, TANH, ERF -> true;
        case LOG, SQRT, ABS, RELU -> false;
      };
    }
  }

  /// Reads a function of x.
  ///
  /// @throws IllegalArgumentException showing the text with a mark under the character that is wrong
  public static Expression parse(String text) {
    return parse(text, List.of("x"));
  }

  /// Reads a function of named variables.
  ///
  /// @param variables names in the order in which [#at(double...)] takes their values
  /// @throws IllegalArgumentException showing the text with a mark under the character that is wrong
  public static Expression parse(String text, List<String> variables) {
    return new Expression(text, new ExpressionParser(text, variables).parse());
  }

  /// The value where the variables have these values. Not modified.
  public double at(double... x) {
    return value(root, x);
  }

  /// ∂/∂xₖ for every variable, by automatic differentiation.
  ///
  /// @param x not modified
  /// @return a new array
  public double[] gradient(double... x) {
    return ActivationJet.gradient(this, x);
  }

  /// Bounds on the value while each variable runs over a range: interval arithmetic, so right but not always
  /// tight.
  ///
  /// @param x one range for each variable. Not modified.
  public Interval over(Interval... x) {
    return Interval.of(root, x);
  }

  /// Whether the variable at this place occurs.
  public boolean mentions(int variable) {
    return !every(root, node -> !(node instanceof Variable(int index)) || index != variable);
  }

  private static double value(Node node, double[] x) {
    return switch (node) {
      case Literal(double value) -> value;
      case Variable(int index) -> x[index];
      case Negation(Node a) -> -value(a, x);
      case Sum(Node a, Node b) -> value(a, x) + value(b, x);
      case Difference(Node a, Node b) -> value(a, x) - value(b, x);
      case Product(Node a, Node b) -> value(a, x) * value(b, x);
      case Quotient(Node a, Node b) -> value(a, x) / value(b, x);
      case Power(Node base, int exponent) -> power(value(base, x), exponent);
      case Call(Function function, Node argument) -> function.at(value(argument, x));
    };
  }

  private static double power(double base, int exponent) {
    double result = 1;
    for (int k = 0; k < exponent; k++) {
      result *= base;
    }
    return result;
  }

  /// Whether the function is made of analytic functions, so that smooth quadrature converges.
  public boolean isAnalytic() {
    return every(root, node -> !(node instanceof Call(Function f, Node _)) || f.isAnalytic());
  }

  /// Where arguments of abs or relu change sign within abs(x) ≤ reach, ascending; two closer than a thousandth of
  /// the reach may be missed.
  public double[] kinks(double reach) {
    TreeSet<Double> kinks = new TreeSet<>();
    double step = reach / CELLS;
    for (Node a : arguments(f -> f == Function.ABS || f == Function.RELU)) {
      for (double x = -reach; x < reach; x += step) {
        double low = value(a, new double[] {x});
        double high = value(a, new double[] {x + step});
        if (low * high < 0) {
          kinks.add(zero(a, x, x + step, low));
        } else if (high == 0) {
          kinks.add(x + step);
        }
      }
    }
    return sorted(kinks);
  }

  /// Where arguments of log or sqrt come next to zero within abs(x) ≤ reach, ascending: the branch points on the real
  /// axis, and the places beside which there is one off it. Two closer than a thousandth of the reach may be missed.
  public double[] branchPoints(double reach) {
    TreeSet<Double> points = new TreeSet<>();
    double step = reach / CELLS;
    for (Node a : arguments(f -> f == Function.LOG || f == Function.SQRT)) {
      for (double x = -reach; x < reach; x += step) {
        double before = distance(a, x - step);
        double here = distance(a, x);
        double after = distance(a, x + step);
        if (here < before && here <= after) {
          points.add(nearest(a, x - step, x + step));
        }
      }
    }
    return sorted(points);
  }

  private List<Node> arguments(Predicate<Function> of) {
    List<Node> arguments = new ArrayList<>();
    every(
        root,
        node -> {
          if (node instanceof Call(Function f, Node a) && of.test(f)) {
            arguments.add(a);
          }
          return true;
        });
    return arguments;
  }

  private static double[] sorted(TreeSet<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double distance(Node a, double x) {
    return Math.abs(value(a, new double[] {x}));
  }

  /// The smallest abs(a) between two places, by golden sections.
  private static double nearest(Node a, double from, double to) {
    double low = from;
    double high = to;
    for (int k = 0; k < 80; k++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (distance(a, left) < distance(a, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  private static double zero(Node a, double from, double to, double atFrom) {
    double low = from;
    double high = to;
    for (int k = 0; k < 80; k++) {
      double middle = (low + high) / 2;
      if (value(a, new double[] {middle}) * atFrom > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// Whether no variable occurs.
  public boolean isConstant() {
    return every(root, node -> !(node instanceof Variable));
  }

  private static boolean every(Node node, Predicate<Node> predicate) {
    return predicate.test(node)
        && switch (node) {
          case Literal _, Variable _ -> true;
          case Negation(Node a) -> every(a, predicate);
          case Power(Node base, int _) -> every(base, predicate);
          case Call(Function _, Node argument) -> every(argument, predicate);
          case Sum(Node a, Node b) -> every(a, predicate) && every(b, predicate);
          case Difference(Node a, Node b) -> every(a, predicate) && every(b, predicate);
          case Product(Node a, Node b) -> every(a, predicate) && every(b, predicate);
          case Quotient(Node a, Node b) -> every(a, predicate) && every(b, predicate);
        };
  }

  /// Number of values that must be kept at once to evaluate the tree from the leaves up.
  public int depth() {
    return depth(root);
  }

  private static int depth(Node node) {
    return switch (node) {
      case Literal _, Variable _ -> 1;
      case Negation(Node a) -> depth(a);
      case Power(Node base, int _) -> depth(base) + 1;
      case Call(Function _, Node argument) -> depth(argument);
      case Sum(Node a, Node b) -> deeper(a, b);
      case Difference(Node a, Node b) -> deeper(a, b);
      case Product(Node a, Node b) -> deeper(a, b);
      case Quotient(Node a, Node b) -> deeper(a, b);
    };
  }

  private static int deeper(Node a, Node b) {
    return Math.max(depth(a), depth(b) + 1);
  }

  /// Names that a function of x may use.
  public static List<String> vocabulary() {
    return ExpressionParser.vocabulary(List.of("x"));
  }

  /// The text, which names the function.
  @Override
  public String toString() {
    return text;
  }
}
