package io.vmm4j.media;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which file of a directory a medium is. */
public sealed interface FileName {

    /** Whether it is this file. */
    boolean matches(String name);

    /**
     * The file of this name.
     *
     * @param name letters, digits and {@code . _ + -}, not starting with a dot
     */
    record Exact(String name) implements FileName {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");

        public Exact {
            if (!isName(name)) {
                throw MediaException.badValue("file", name, "it must be a plain file name");
            }
        }

        /** Whether this can be the name of a medium's file. */
        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        @Override
        public boolean matches(String other) {
            return name.equals(other);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The newest of the files whose whole names match, by the numbers in them: for names that hold a point release. Which there
     * are, the published list of digests tells.
     *
     * @param expression a regular expression
     */
    record Newest(String expression) implements FileName {

        public Newest {
            try {
                Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                throw MediaException.badValue("fileMatching", expression, "it must be a regular expression");
            }
        }

        @Override
        public boolean matches(String other) {
            return Exact.isName(other) && Pattern.matches(expression, other);
        }

        @Override
        public String toString() {
            return expression;
        }
    }
}
