package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.Text;
import io.vmm4j.vmconf.VmConfFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is being read, and the statements found in it so far. */
final class Source {

    final String name;
    final String text;
    final @Nullable Source includer;
    private final Charset charset;
    private final List<Statement> statements = new ArrayList<>();

    /** Where the lexer is. */
    int position;

    /** The line of {@link #position}; the lexer begins an included file with a newline of its own, on line 0. */
    int line;

    boolean newlineBefore;
    boolean newlineAtEndGiven;

    /** Up to where the text is in {@link #statements}. */
    int recorded;

    Source(String name, byte[] content, @Nullable Source includer) {
        this.name = name;
        this.includer = includer;
        this.charset = charset(content);
        this.text = new String(content, charset);
        this.line = includer == null ? 1 : 0;
        this.newlineBefore = includer != null;
    }

    private static Charset charset(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    /** How many bytes of the file a character is; of a surrogate pair each half counts for two. */
    int bytes(char c) {
        if (c < 0x80 || charset.equals(StandardCharsets.ISO_8859_1)) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    int bytes(String value) {
        int bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            bytes += bytes(value.charAt(i));
        }
        return bytes;
    }

    int depth() {
        return includer == null ? 1 : includer.depth() + 1;
    }

    void add(Statement statement, int end) {
        statements.add(statement);
        recorded = end;
    }

    /** What was not read to a statement's end in this file stays as it is. */
    VmConfFile file() {
        if (recorded < text.length()) {
            add(new Statement.Fragment(List.of(new Text(text.substring(recorded)))), text.length());
        }
        return new VmConfFile(name, charset, statements);
    }
}
