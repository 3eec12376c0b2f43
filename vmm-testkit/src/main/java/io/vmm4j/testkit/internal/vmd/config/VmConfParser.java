package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.yacc.ConfReader;
import io.vmm4j.testkit.internal.yacc.Lexer;
import io.vmm4j.testkit.internal.yacc.Macros;
import io.vmm4j.testkit.internal.yacc.SourceFile;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.Set;

/**
 * Reads vm.conf(5). One parser lives as long as one vmd(8): macros of the command line stay, and so does, as in vmd, the kernel of a
 * block that was given up half-way, which makes every later {@code boot} line an error.
 */
public final class VmConfParser {

    /** The file that is read if no other is named. */
    public static final String DEFAULT_FILE = "/etc/vm.conf";

    private final ConfHost host;
    private final ConfMessages messages;
    private final Keywords keywords;
    private final Macros macros = new Macros();
    private final PendingKernel pendingKernel = new PendingKernel();

    /** A parser that has read nothing yet. */
    public VmConfParser(ConfHost host, ConfMessages messages, Keywords keywords) {
        this.host = host;
        this.messages = messages;
        this.keywords = keywords;
    }

    /**
     * Takes a macro definition of the command line.
     *
     * @return false if it has no {@code =}
     */
    public boolean defineMacro(String definition) {
        int equals = definition.lastIndexOf('=');
        if (equals < 0) {
            return false;
        }
        macros.defineOnCommandLine(definition.substring(0, equals), definition.substring(equals + 1));
        return true;
    }

    /**
     * Reads a file and tells its statements to the target. A file that does not exist is no error; unless it is the default one, the
     * log says so.
     *
     * @param isDefault whether nobody named the file
     * @return whether there were no errors
     */
    public boolean parse(String path, boolean isDefault, ConfTarget target) {
        String text;
        try {
            text = host.read(path);
        } catch (SystemError e) {
            boolean absent = e.errno() == Errno.ENOENT;
            if (!absent || !isDefault) {
                messages.log("failed to open " + path + ": " + e.errno().text());
            }
            return absent;
        }
        ConfReader reader = new ConfReader(new SourceFile(path, text, 1), messages::log);
        VmConfTokens tokens = new VmConfTokens(
                new Lexer(reader, macros, new Lexer.Syntax(keywords.words(), ":_/", "(){}!=#,", Set.of())), reader);
        boolean complete = readStatements(tokens, new Statements(tokens, reader, target));
        macros.endFile().forEach(name -> messages.warn("warning: macro '" + name + "' not used"));
        return complete && !reader.hasErrors();
    }

    private static boolean readStatements(VmConfTokens tokens, Statements statements) {
        while (true) {
            try {
                if (tokens.peek().kind() == Token.Kind.END) {
                    return true;
                }
                statements.read();
            } catch (Abandoned e) {
                if (!tokens.recover()) {
                    return false;
                }
            }
        }
    }

    /** The statements of one file. */
    private final class Statements {

        private final VmConfTokens tokens;
        private final ConfReader reader;
        private final ConfTarget target;

        private Statements(VmConfTokens tokens, ConfReader reader, ConfTarget target) {
            this.tokens = tokens;
            this.reader = reader;
            this.target = target;
        }

        private void read() throws Abandoned {
            Token first = tokens.peek();
            if (first.isString()) {
                macro();
            } else if (first.kind() == Token.Kind.KEYWORD) {
                keyword(first.text());
            }
            tokens.expectCharacter('\n');
        }

        private void keyword(String word) throws Abandoned {
            switch (word) {
                case "include" -> include();
                case "switch" -> new SwitchBlock(tokens).read().ifPresent(target::define);
                case "vm" -> new VmBlockReader(tokens, host, messages, pendingKernel).read(target);
                case "local", "socket", "agentx", "staggered" -> new GlobalStatement(tokens, host, target).read(word);
                default -> throw tokens.syntaxError();
            }
        }

        private void include() throws Abandoned {
            tokens.accept();
            String path = tokens.expectStrings();
            String text;
            try {
                text = host.read(path);
            } catch (SystemError e) {
                throw tokens.refuse("failed to include file " + path);
            }
            reader.include(SourceFile.included(path, text));
        }

        private void macro() throws Abandoned {
            String name = tokens.accept().text();
            tokens.expectCharacter('=');
            String value = tokens.expectString();
            if (name.chars().skip(1).anyMatch(Ascii::isSpace)) {
                throw tokens.refuse("macro name cannot contain whitespace");
            }
            macros.defineInFile(name, value);
        }
    }
}
