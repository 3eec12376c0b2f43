package io.vmm4j.vmconf;

import java.nio.charset.Charset;
import java.util.List;

/**
 * One file of a configuration, as a tree that prints to the same bytes. Immutable.
 *
 * @param path its name: the main file's, or as {@code include} wrote it
 * @param charset how its bytes are shown as text: UTF-8 if they are UTF-8, else ISO-8859-1; vmd(8) knows bytes only
 * @param statements its parts, in order
 */
public record VmConfFile(String path, Charset charset, List<Statement> statements) {

    public VmConfFile {
        statements = List.copyOf(statements);
    }

    /** The text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        statements.forEach(statement -> statement.appendTo(text));
        return text.toString();
    }

    /** The bytes to write. */
    public byte[] bytes() {
        return text().getBytes(charset);
    }

    @Override
    public String toString() {
        return text();
    }
}
