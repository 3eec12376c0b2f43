package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.yacc.ConfReader;
import io.vmm4j.testkit.internal.yacc.Lexer;
import io.vmm4j.testkit.internal.yacc.Macros;
import io.vmm4j.testkit.internal.yacc.SourceFile;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.List;

/**
 * Reads pf.conf(5). What OpenBSD has and the simulation has not is an error here, whose message says {@code simulator limitation}:
 * operating systems, routing options, af-to, probabilities, matching on tos and prio, packet rates, {@code once}, overload tables.
 * Rules are not optimized: they are loaded as they are expanded, also where pfctl(8) would join addresses in a table.
 */
public final class PfConfParser {

    private final PfConfHost system;
    private final PfConfOutput output;
    private final Macros macros = new Macros();

    /** A parser of one run of pfctl(8). */
    public PfConfParser(PfConfHost system, PfConfOutput output) {
        this.system = system;
        this.output = output;
    }

    /**
     * Takes a macro definition of the command line.
     *
     * @return false if it has no {@code =}
     */
    public boolean defineMacro(String definition) {
        int equals = definition.lastIndexOf('=');
        if (equals >= 0) {
            macros.defineOnCommandLine(definition.substring(0, equals), definition.substring(equals + 1));
        }
        return equals >= 0;
    }

    /** Reads a file; {@code -} is standard input. */
    public PfConf parse(String path) {
        String text;
        try {
            text = system.read(path);
        } catch (SystemError e) {
            output.complain("pfctl: pushfile: " + path + ": " + e.errno().text());
            output.complain(
                    "pfctl: cannot open the main config file!: " + e.errno().text());
            return new PfConf(List.of(), List.of(), List.of(), List.of(), false);
        }
        String name = path.equals("-") ? "stdin" : path;
        ConfReader reader = new ConfReader(new SourceFile(name, text, 1), output::complain);
        Input input = new Input(new Lexer(reader, macros, Input.SYNTAX), reader);
        Statements statements = new Statements(input, reader, system, output, macros);
        boolean complete = readAll(input, statements);
        macros.endFile();
        return statements.result(complete && !reader.hasErrors());
    }

    private static boolean readAll(Input input, Statements statements) {
        while (true) {
            try {
                if (input.peek().kind() == Token.Kind.END) {
                    return true;
                }
                statements.read();
            } catch (Abandoned e) {
                statements.leaveAnchors();
                if (!input.recover()) {
                    return false;
                }
            }
        }
    }
}
