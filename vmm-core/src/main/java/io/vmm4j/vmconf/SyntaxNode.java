package io.vmm4j.vmconf;

import java.util.List;

/**
 * A piece of a file. The leaves hold the text, each byte of the file in exactly one of them; what is above them holds only
 * its children, so that printing them all gives the file.
 */
public sealed interface SyntaxNode permits Statement, Option, Text {

    /** Its parts, in the order of the file; none for a leaf. */
    List<SyntaxNode> children();

    /** Its exact text. */
    default String text() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    /** Appends its exact text. */
    default void appendTo(StringBuilder text) {
        for (SyntaxNode child : children()) {
            child.appendTo(text);
        }
    }
}
