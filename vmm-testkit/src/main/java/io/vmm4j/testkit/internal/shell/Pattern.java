package io.vmm4j.testkit.internal.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of sh(1): {@code * ? [...]} and {@code @(a|b)} with its kin. Characters that were quoted stand for themselves.
 * Immutable.
 */
final class Pattern {

    private final String text;
    private final String marks;

    /**
     * A pattern.
     *
     * @param text its characters
     * @param marks for each of them {@link Fields#QUOTED} if it stands for itself
     */
    Pattern(String text, String marks) {
        this.text = text;
        this.marks = marks;
    }

    /** Whether it matches anything but its own text. */
    boolean isActive() {
        for (int i = 0; i < text.length(); i++) {
            if (isSign(i, '*') || isSign(i, '?')) {
                return true;
            }
            if (isSign(i, '[') && endOfClass(i) > 0) {
                return true;
            }
            if (groupEnd(i) > 0) {
                return true;
            }
        }
        return false;
    }

    String text() {
        return text;
    }

    /** Whether it begins with a full stop, which alone finds hidden files. */
    boolean beginsWithDot() {
        return text.startsWith(".");
    }

    boolean matches(String subject) {
        return matches(subject, 0, subject.length(), 0, text.length());
    }

    /** Whether it matches this part of a text. */
    boolean matches(String subject, int from, int to) {
        return matches(subject, from, to, 0, text.length());
    }

    private boolean isSign(int at, char sign) {
        return at < text.length() && text.charAt(at) == sign && marks.charAt(at) != Fields.QUOTED;
    }

    private boolean matches(String subject, int from, int to, int at, int end) {
        int s = from;
        int p = at;
        while (p < end) {
            int group = groupEnd(p);
            if (group > 0 && group <= end) {
                return matchesGroup(subject, s, to, p, group, end);
            }
            if (isSign(p, '*')) {
                return matchesStar(subject, s, to, p + 1, end);
            }
            if (s >= to) {
                return false;
            }
            int classEnd = isSign(p, '[') ? endOfClass(p) : -1;
            if (classEnd > 0) {
                if (!CharacterClass.matches(
                        text.substring(p + 1, classEnd), marks.substring(p + 1, classEnd), subject.charAt(s))) {
                    return false;
                }
                p = classEnd + 1;
            } else {
                if (!isSign(p, '?') && text.charAt(p) != subject.charAt(s)) {
                    return false;
                }
                p++;
            }
            s++;
        }
        return s == to;
    }

    private boolean matchesStar(String subject, int from, int to, int at, int end) {
        int p = at;
        while (p < end && isSign(p, '*') && groupEnd(p) < 0) {
            p++;
        }
        if (p == end) {
            return true;
        }
        for (int s = from; s <= to; s++) {
            if (matches(subject, s, to, p, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesGroup(String subject, int from, int to, int at, int groupEnd, int end) {
        char sign = text.charAt(at);
        List<int[]> alternatives = alternatives(at + 2, groupEnd - 1);
        boolean none = sign == '*' || sign == '?';
        if (none && matches(subject, from, to, groupEnd, end)) {
            return true;
        }
        for (int s = to; s >= from; s--) {
            boolean any = matchesAny(subject, from, s, alternatives);
            if (sign == '!') {
                if (!any && matches(subject, s, to, groupEnd, end)) {
                    return true;
                }
            } else if (any) {
                boolean again = (sign == '*' || sign == '+') && s > from;
                if (matches(subject, s, to, groupEnd, end) || (again && matches(subject, s, to, at, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean matchesAny(String subject, int from, int to, List<int[]> alternatives) {
        return alternatives.stream().anyMatch(part -> matches(subject, from, to, part[0], part[1]));
    }

    private List<int[]> alternatives(int from, int to) {
        List<int[]> parts = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i < to; i++) {
            depth += isSign(i, '(') ? 1 : isSign(i, ')') ? -1 : 0;
            if (depth == 0 && isSign(i, '|')) {
                parts.add(new int[] {start, i});
                start = i + 1;
            }
        }
        parts.add(new int[] {start, to});
        return parts;
    }

    /** Behind the closing parenthesis of the group that begins here; negative if none does. */
    private int groupEnd(int at) {
        if (at + 1 >= text.length()
                || !Characters.opensPattern(text.charAt(at))
                || marks.charAt(at) == Fields.QUOTED
                || !isSign(at + 1, '(')) {
            return -1;
        }
        int depth = 0;
        for (int i = at + 1; i < text.length(); i++) {
            depth += isSign(i, '(') ? 1 : isSign(i, ')') ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The closing bracket of the class that begins here; negative if there is none. */
    private int endOfClass(int at) {
        int i = at + 1;
        if (isSign(i, '!')) {
            i++;
        }
        if (isSign(i, ']')) {
            i++;
        }
        for (; i < text.length(); i++) {
            if (isSign(i, ']')) {
                return i;
            }
            if (isSign(i, '[') && text.startsWith("[:", i)) {
                int close = text.indexOf(":]", i + 2);
                i = close > 0 ? close + 1 : i;
            }
        }
        return -1;
    }
}
