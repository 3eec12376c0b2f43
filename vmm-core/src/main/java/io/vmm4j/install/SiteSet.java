package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.internal.Tarball;
import io.vmm4j.plan.FileContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The site set of an OpenBSD installation: files that are unpacked over the new system last, and perhaps
 * {@code /install.site}, which is run in it at the end. The same entries give the same bytes. install.site(5).
 *
 * @param entries the files, in their order
 */
public record SiteSet(List<Entry> entries) {

    /** Where the script lies that is run at the end of the installation. */
    public static final String SCRIPT = "/install.site";

    /**
     * A file of the set, owned by root:wheel.
     *
     * @param path where it goes in the guest
     * @param mode its permissions
     * @param content what is in it
     */
    public record Entry(String path, int mode, FileContent content) {

        private static final Pattern PATH = Pattern.compile("(?:/[^/\\p{Cntrl}]+)+");
        private static final int ALL_MODES = 07777;
        private static final int MAX_PATH = 255;

        public Entry {
            boolean parts = PATH.matcher(path).matches()
                    && List.of(path.substring(1).split("/", -1)).stream()
                            .noneMatch(part -> part.equals(".") || part.equals(".."));
            if (!parts) {
                throw InvalidValueException.of(SetupError.FILE_PATH, "path", path);
            }
            Checks.encodable("path", path, MAX_PATH);
            if ((mode & ~ALL_MODES) != 0) {
                throw InvalidValueException.of(SetupError.FILE_PATH, "mode", Integer.toOctalString(mode));
            }
        }

        /** A file of this text. */
        public static Entry text(String path, int mode, String text) {
            return new Entry(path, mode, FileContent.of(text));
        }
    }

    public SiteSet {
        entries = List.copyOf(entries);
        Set<String> paths = new HashSet<>();
        for (Entry entry : entries) {
            if (!paths.add(entry.path())) {
                throw InvalidValueException.of(SetupError.FILE_PATH, "path given twice", entry.path());
            }
        }
    }

    /** The same set with more files. */
    public SiteSet with(List<Entry> others) {
        List<Entry> more = new ArrayList<>(entries);
        more.addAll(others);
        return new SiteSet(more);
    }

    /** What the installer of that release looks for: {@code site79.tgz}. */
    public static String name(OpenBsdRelease release) {
        return "site" + release.major() + release.minor() + ".tgz";
    }

    /** The gzipped tar archive. */
    public FileContent tgz() {
        return FileContent.of(Tarball.gzipped(entries));
    }

    /** The {@code index.txt} of a directory that holds the set alone: the last word of a line is the name. */
    public static String index(OpenBsdRelease release, long size) {
        return "-rw-r--r--  1 0  0  " + size + " Jan  1 00:00:00 2026 " + name(release) + "\n";
    }
}
