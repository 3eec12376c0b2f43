package io.vmm4j.testkit.internal.openbsd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How disklabel(8) divides a disk. The automatic layout is that of the transcripts for disks of 7 GB and more, with more for /home on
 * larger ones; smaller disks get one file system and swap, which is simpler than the real rules.
 *
 * @param partitions in order of their letters
 * @param sectors of the whole disk
 */
record DiskLayout(List<Partition> partitions, long sectors) {

    private static final int SECTOR = 512;
    private static final long MBR_START = 64;
    private static final long GPT_START = 532_544;
    private static final long MEGABYTE = 1 << 20;
    private static final Pattern LINE =
            Pattern.compile("(/\\S*|swap)\\s+([0-9.]+[kKmMgGtT]?)(-([0-9.]+[kKmMgGtT]?|\\*))?(\\s+([0-9]{1,3})%)?\\s*");

    /**
     * A partition.
     *
     * @param letter a, b...
     * @param offset in sectors
     * @param size in sectors
     * @param mount where it is mounted; empty for swap
     */
    record Partition(char letter, long offset, long size, String mount) {

        boolean isFileSystem() {
            return !mount.isEmpty();
        }
    }

    /** The automatic layout of a disk. */
    static Optional<DiskLayout> automatic(long bytes, boolean gpt) {
        long sectors = bytes / SECTOR;
        long start = gpt ? GPT_START : MBR_START;
        long free = sectors - start;
        if (bytes >= 7000 * MEGABYTE) {
            long root = aligned(start + 1_388_960 + free / 20) - start;
            long home = bytes >= 8200 * MEGABYTE ? aligned(sectors) : 0;
            return Optional.of(place(sectors, start, root, 524_288, 6_291_456, home));
        }
        long swap = Math.min(524_288, free / 8);
        return free * SECTOR < 64 * MEGABYTE
                ? Optional.empty()
                : Optional.of(place(sectors, start, aligned(sectors - swap) - start, swap, 0, 0));
    }

    private static DiskLayout place(long sectors, long start, long root, long swap, long usr, long homeEnd) {
        List<Partition> parts = new ArrayList<>();
        parts.add(new Partition('a', start, root, "/"));
        parts.add(new Partition('b', start + root, swap, ""));
        if (usr > 0) {
            long at = start + root + swap;
            parts.add(new Partition('d', at, usr, "/usr"));
            long home = at + usr;
            parts.add(new Partition('e', home, homeEnd > 0 ? homeEnd - home : 4_194_304, "/home"));
        }
        return new DiskLayout(List.copyOf(parts), sectors);
    }

    /** What is wrong with a template. */
    static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message, null, false, false);
        }
    }

    /** The layout of a template, which is a file in disklabel's own words. */
    static DiskLayout fromTemplate(String text, long bytes, boolean gpt) throws Failure {
        long sectors = bytes / SECTOR;
        long at = gpt ? GPT_START : MBR_START;
        long free = aligned(sectors) - at;
        List<Partition> parts = new ArrayList<>();
        int number = 0;
        char letter = 'a';
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw new Failure("disklabel: /tmp/i/disklabel.auto: parse error on line " + number);
            }
            long size = size(matcher, free);
            long end = Math.min(aligned(at + size), sectors);
            if (end - at < size(matcher.group(2)) || end <= at) {
                throw new Failure("disklabel: autoalloc failed");
            }
            boolean swap = matcher.group(1).equals("swap");
            char own = swap ? 'b' : letter;
            parts.add(new Partition(own, at, end - at, swap ? "" : matcher.group(1)));
            letter = swap ? letter : next(letter);
            at = end;
        }
        return new DiskLayout(List.copyOf(parts), sectors);
    }

    private static char next(char letter) {
        return letter == 'a' ? 'd' : (char) (letter + 1);
    }

    /** In sectors. */
    private static long size(Matcher line, long free) {
        long least = size(line.group(2));
        if (line.group(3) == null) {
            return least;
        }
        long most = line.group(4).equals("*") ? free : size(line.group(4));
        long share = line.group(6) == null ? free : free * Integer.parseInt(line.group(6)) / 100;
        return Math.max(least, Math.min(most, share));
    }

    private static long size(String text) {
        char unit = Character.toUpperCase(text.charAt(text.length() - 1));
        double number = Double.parseDouble(text.replaceAll("[A-Za-z]", ""));
        long factor = switch (unit) {
            case 'K' -> 2;
            case 'M' -> 2048;
            case 'G' -> 2048L << 10;
            case 'T' -> 2048L << 20;
            default -> 1;
        };
        return (long) (number * factor);
    }

    private static long aligned(long end) {
        return end / 32 * 32;
    }

    /** Whether there is a place for everything that is not said elsewhere. */
    boolean hasRoot() {
        return partitions.stream().anyMatch(part -> part.mount().equals("/"));
    }

    long bytesOf(String mount) {
        return partitions.stream()
                .filter(part -> part.mount().equals(mount))
                .mapToLong(part -> part.size() * SECTOR)
                .sum();
    }

    /** As the installer shows it. */
    String table(boolean gpt) {
        StringBuilder text = new StringBuilder("#                size           offset  fstype [fsize bsize   cpg]\n");
        List<Partition> all = new ArrayList<>(partitions);
        all.add(Math.min(2, all.size()), new Partition('c', 0, sectors, ""));
        for (Partition part : all) {
            String kind = part.isFileSystem()
                    ? "  4.2BSD   2048 16384     1 # " + part.mount()
                    : part.letter() == 'c' ? "  unused" : "    swap";
            text.append(String.format(
                    Locale.ROOT, "  %c: %15.1fM %16d%s\n", part.letter(), megabytes(part.size()), part.offset(), kind));
        }
        if (gpt) {
            text.append(String.format(Locale.ROOT, "  i: %15.1fM %16d   MSDOS\n", 260.0, 64));
        }
        return text.toString();
    }

    private static double megabytes(long sectors) {
        return sectors * (double) SECTOR / MEGABYTE;
    }

    /** What newfs(8) says of a partition. */
    static String newfs(String disk, Partition part) {
        double size = megabytes(part.size());
        double group = Math.min(202.5, size / 4);
        long groups = (long) Math.ceil(size / group - 1e-9);
        return String.format(
                Locale.ROOT,
                "/dev/r%s%c: %.1fMB in %d sectors of 512 bytes\n%d cylinder groups of %.2fMB, %d blocks, %d inodes each\n",
                disk,
                part.letter(),
                size,
                part.size(),
                groups,
                group,
                (long) (group * 64),
                (long) (group * 128));
    }
}
