package io.vmm4j.vmconf;

import java.util.List;

/** A part of a file that ends with a line: vm.conf(5) is a sequence of them. */
public sealed interface Statement extends SyntaxNode {

    /**
     * A line without words: empty, or a comment with all lines that its backslashes continue it on.
     *
     * @param children its text
     */
    record Blank(List<SyntaxNode> children) implements Statement {
        public Blank {
            children = List.copyOf(children);
        }
    }

    /**
     * {@code name = "value"}.
     *
     * @param name the macro
     * @param value what it stands for
     * @param children its text
     */
    record Macro(String name, String value, List<SyntaxNode> children) implements Statement {
        public Macro {
            children = List.copyOf(children);
        }
    }

    /**
     * {@code include "path"}.
     *
     * @param path the file, as written
     * @param children its text
     */
    record Include(String path, List<SyntaxNode> children) implements Statement {
        public Include {
            children = List.copyOf(children);
        }
    }

    /**
     * A setting of vmd(8) itself.
     *
     * @param setting what it says
     * @param children its text
     */
    record Setting(GlobalSetting setting, List<SyntaxNode> children) implements Statement {
        public Setting {
            children = List.copyOf(children);
        }
    }

    /**
     * {@code switch "name" { ... }}.
     *
     * @param definition what it says
     * @param children its options and the text between them
     */
    record SwitchBlock(SwitchDefinition definition, List<SyntaxNode> children) implements Statement {
        public SwitchBlock {
            children = List.copyOf(children);
        }
    }

    /**
     * {@code vm "name" { ... }}.
     *
     * @param definition what it says
     * @param children its options and the text between them
     */
    record VmBlock(VmDefinition definition, List<SyntaxNode> children) implements Statement {
        public VmBlock {
            children = List.copyOf(children);
        }
    }

    /**
     * A statement that this release of the SDK does not know, kept by {@link VmConfReader#keepingUnknown()}.
     *
     * @param children its text
     */
    record Unknown(List<SyntaxNode> children) implements Statement {
        public Unknown {
            children = List.copyOf(children);
        }
    }

    /**
     * Text that belongs to no statement of this file alone: a block that begins in an included file and ends in the one
     * that includes it, or what follows a NUL byte, where vmd(8) stops to read.
     *
     * @param children its text
     */
    record Fragment(List<SyntaxNode> children) implements Statement {
        public Fragment {
            children = List.copyOf(children);
        }
    }
}
