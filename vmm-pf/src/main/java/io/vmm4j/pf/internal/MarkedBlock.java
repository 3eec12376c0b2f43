package io.vmm4j.pf.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of ours in a configuration file of somebody else's, between two comments. Putting a block in and taking it out again gives
 * back every byte, whatever happens to the rest of the file in between; blocks of other names may come and go meanwhile.
 *
 * <p>What the file was like where the block was put is written in the first comment, as only there it survives: whether the file
 * was there at all, and whether its last line had an end.
 *
 * @param name what the block is for; letters, digits, {@code .}, {@code _}, {@code -} and blanks
 */
public record MarkedBlock(String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(?: [A-Za-z0-9._-]+)*");
    private static final String MARK = "# vmm4j: ";
    private static final String BEGIN = " begins";
    private static final String END = " ends\n";
    private static final Pattern ANY_BEGIN = Pattern.compile(MARK + "(" + NAME + ")" + BEGIN + "(, [a-z ]+)?\n");

    public MarkedBlock {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a block: " + name);
        }
    }

    /** What the file was like before the block. */
    private enum Joint {
        CLEAN("", ""),
        NEW_FILE(", the file is new", ""),
        NO_END(", the line before had no end", "\n"),
        CONTINUED(", the line before went on", "\n"),
        CONTINUED_NO_END(", the line before went on and had no end", "\n\n");

        private final String words;
        private final String before;

        Joint(String words, String before) {
            this.words = words;
            this.before = before;
        }

        static Joint after(Optional<String> file) {
            if (file.isEmpty()) {
                return NEW_FILE;
            }
            String text = file.get();
            if (text.endsWith("\\\n")) {
                return CONTINUED;
            }
            if (text.isEmpty() || text.endsWith("\n")) {
                return CLEAN;
            }
            return text.endsWith("\\") ? CONTINUED_NO_END : NO_END;
        }

        static Joint of(String words) {
            for (Joint joint : values()) {
                if (joint.words.equals(words)) {
                    return joint;
                }
            }
            return CLEAN;
        }
    }

    /** Where a block stands in a text: from its first comment to behind its last. */
    private record Place(int start, int contentStart, int contentEnd, int end, Joint joint) {}

    /** What is in the block; empty if there is no block. */
    public Optional<String> in(String text) {
        return find(text).map(place -> text.substring(place.contentStart(), place.contentEnd()));
    }

    /**
     * The file with the block: where it is, or else at the end.
     *
     * @param file the file; empty if there is none
     * @param content whole lines
     */
    public String put(Optional<String> file, String content) {
        if (!content.isEmpty() && !content.endsWith("\n")) {
            throw new IllegalArgumentException("not whole lines: " + content);
        }
        Optional<Place> place = file.flatMap(this::find);
        if (place.isPresent()) {
            String text = file.get();
            return text.substring(0, place.get().contentStart())
                    + content
                    + text.substring(place.get().contentEnd());
        }
        Joint joint = Joint.after(file);
        return file.orElse("") + joint.before + begin(name, joint) + content + MARK + name + END;
    }

    /** The file without the block; empty if the file was made for it and holds nothing else. */
    public Optional<String> remove(String text) {
        Optional<Place> found = find(text);
        if (found.isEmpty()) {
            return Optional.of(text);
        }
        Place place = found.get();
        String before = text.substring(0, place.start());
        String after = text.substring(place.end());
        if (after.isEmpty()) {
            if (before.isEmpty() && place.joint() == Joint.NEW_FILE) {
                return Optional.empty();
            }
            return Optional.of(
                    before.endsWith(place.joint().before)
                            ? before.substring(
                                    0, before.length() - place.joint().before.length())
                            : before);
        }
        Matcher next = ANY_BEGIN.matcher(after);
        if (place.joint() != Joint.CLEAN && next.lookingAt()) {
            // The next block stands now where this one stood.
            return Optional.of(before + begin(next.group(1), place.joint()) + after.substring(next.end()));
        }
        return Optional.of(before + after);
    }

    private static String begin(String name, Joint joint) {
        return MARK + name + BEGIN + joint.words + "\n";
    }

    private Optional<Place> find(String text) {
        Matcher begin = ANY_BEGIN.matcher(text);
        while (begin.find()) {
            boolean lineStart = begin.start() == 0 || text.charAt(begin.start() - 1) == '\n';
            if (!lineStart || !begin.group(1).equals(name)) {
                continue;
            }
            String last = MARK + name + END;
            int end = text.startsWith(last, begin.end()) ? begin.end() : text.indexOf("\n" + last, begin.end() - 1) + 1;
            if (end > 0) {
                Joint joint = Joint.of(begin.group(2) == null ? "" : begin.group(2));
                return Optional.of(new Place(begin.start(), begin.end(), end, end + last.length(), joint));
            }
        }
        return Optional.empty();
    }
}
