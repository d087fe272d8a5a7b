package org.nnft.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// One call of the program, inside of this one.
///
/// @param exitCode what a script sees
/// @param out what it printed
/// @param err what it complained about
record Terminal(int exitCode, String out, String err) {

  static Terminal run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Nnft.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] words = new String[args.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = args[i].toString();
    }
    return new Terminal(line.execute(words), out.toString(), err.toString());
  }
}
