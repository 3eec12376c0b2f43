package io.vmm4j.pf;

import io.vmm4j.pf.internal.MarkedBlock;
import io.vmm4j.pf.internal.PfConfScanner;
import io.vmm4j.pf.internal.PfConfScanner.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pf.conf(5) of somebody else's, of which only two lines are ours: the one that asks our anchors, and the one that has them loaded.
 * Immutable. Everything else keeps every byte.
 */
public final class PfConf {

    /** The anchors that are ours. */
    public static final String ANCHORS = "vmm4j/*";

    /** The file that has our anchors loaded when pf.conf is. */
    public static final String LOADER = "/etc/pf.vmm4j.conf";

    private static final MarkedBlock BLOCK = new MarkedBlock("anchors");
    private static final String LINES = "anchor \"" + ANCHORS + "\"\ninclude \"" + LOADER + "\"\n";

    private final Optional<String> text;

    private PfConf(Optional<String> text) {
        this.text = text;
    }

    /** The file of this text. */
    public static PfConf of(String text) {
        return new PfConf(Optional.of(text));
    }

    /** No file: then nothing is loaded at boot but our lines, once they are there. */
    public static PfConf absent() {
        return new PfConf(Optional.empty());
    }

    /** The text; empty if there is no file. */
    public Optional<String> text() {
        return text;
    }

    /** Whether our anchors are asked, wherever the line stands and whoever wrote it. */
    public boolean hasAnchors() {
        return statements().stream().anyMatch(statement -> statement.startsWith("anchor", ANCHORS));
    }

    /** Whether our anchors are loaded together with the file. */
    public boolean hasLoader() {
        return statements().stream().anyMatch(statement -> statement.startsWith("include", LOADER));
    }

    /**
     * The same with our lines, at the end, where they take effect unless a rule with {@code quick} has decided before. A file that has
     * them is left as it is, and what is missing of them is added.
     */
    public PfConf withAnchors() {
        if (hasAnchors() && hasLoader()) {
            return this;
        }
        String lines = hasAnchors() ? LINES.substring(LINES.indexOf('\n') + 1) : LINES;
        return new PfConf(Optional.of(BLOCK.put(text, lines)));
    }

    /** The same without the lines that {@link #withAnchors} put there. */
    public PfConf withoutAnchors() {
        return new PfConf(text.flatMap(BLOCK::remove));
    }

    /** The numbers of the lines, counted from 1, on which rules with {@code quick} begin: those decide before our anchors. */
    public List<Integer> quickLines() {
        return statements().stream()
                .filter(statement -> statement.has("quick"))
                .map(Statement::line)
                .toList();
    }

    private List<Statement> statements() {
        return PfConfScanner.scan(text.orElse(""));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PfConf that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text.orElse("");
    }
}
