package io.vmm4j.vmconf;

import java.util.List;

/**
 * A leaf of the tree: the words of an option, or the blanks, comments and braces between options.
 *
 * @param text the exact text
 */
public record Text(String text) implements SyntaxNode {

    @Override
    public List<SyntaxNode> children() {
        return List.of();
    }

    @Override
    public void appendTo(StringBuilder all) {
        all.append(text);
    }
}
