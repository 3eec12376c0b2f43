package io.vmm4j.testkit.internal.shell;

import java.util.Optional;

/** Modes written as chmod(1) takes them: {@code u=rwx,go-w}. */
public final class SymbolicMode {

    private SymbolicMode() {}

    /**
     * What a mode becomes.
     *
     * @param old the mode before
     * @param text octal or symbolic
     * @param directory whether {@code X} means execute
     * @return empty if the text is no mode
     */
    public static Optional<Integer> apply(int old, String text, boolean directory) {
        if (text.matches("[0-7]{1,4}")) {
            return Optional.of(Integer.parseInt(text, 8));
        }
        int mode = old;
        for (String clause : text.split(",", -1)) {
            if (!clause.matches("[augo]*([-+=][rwxXstugo]*)+")) {
                return Optional.empty();
            }
            mode = applyClause(mode, clause, directory);
        }
        return Optional.of(mode);
    }

    private static int applyClause(int old, String clause, boolean directory) {
        int at = 0;
        int who = 0;
        while ("augo".indexOf(clause.charAt(at)) >= 0) {
            who |= switch (clause.charAt(at++)) {
                case 'u' -> 04700;
                case 'g' -> 02070;
                case 'o' -> 01007;
                default -> 07777;
            };
        }
        who = who == 0 ? 07777 : who;
        int mode = old;
        while (at < clause.length()) {
            char operator = clause.charAt(at++);
            int bits = 0;
            while (at < clause.length() && "+-=".indexOf(clause.charAt(at)) < 0) {
                bits |= bits(clause.charAt(at++), mode, directory);
            }
            bits &= who;
            mode = switch (operator) {
                case '+' -> mode | bits;
                case '-' -> mode & ~bits;
                default -> (mode & ~(who & 0777)) | bits;
            };
        }
        return mode;
    }

    private static int bits(char permission, int mode, boolean directory) {
        return switch (permission) {
            case 'r' -> 0444;
            case 'w' -> 0222;
            case 'x' -> 0111;
            case 'X' -> directory || (mode & 0111) != 0 ? 0111 : 0;
            case 's' -> 06000;
            case 't' -> 01000;
            case 'u' -> ((mode >> 6) & 7) * 0111;
            case 'g' -> ((mode >> 3) & 7) * 0111;
            default -> (mode & 7) * 0111;
        };
    }
}
