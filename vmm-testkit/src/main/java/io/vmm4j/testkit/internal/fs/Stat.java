package io.vmm4j.testkit.internal.fs;

import java.time.Instant;

/**
 * What stat(2) tells.
 *
 * @param kind the type
 * @param inode the inode's number
 * @param mode the permission bits, setuid, setgid and sticky included
 * @param links how many names it has
 * @param uid the owner
 * @param gid the group
 * @param size in bytes; 0 for devices
 * @param allocated how many bytes it takes on the volume
 * @param modified when its content last changed
 * @param volume where it lives
 */
public record Stat(
        FileKind kind,
        long inode,
        int mode,
        int links,
        int uid,
        int gid,
        long size,
        long allocated,
        Instant modified,
        Volume volume) {

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return kind == FileKind.DIRECTORY;
    }

    /** Whether it is a regular file. */
    public boolean isRegular() {
        return kind == FileKind.REGULAR;
    }

    /** Type and permissions as ls -l shows them: {@code -rw-r--r--}. */
    public String modeText() {
        StringBuilder text = new StringBuilder().append(kind.letter());
        for (int shift = 6; shift >= 0; shift -= 3) {
            int bits = (mode >> shift) & 7;
            text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
            boolean special = (mode & (01000 << (shift / 3))) != 0;
            boolean executable = (bits & 1) != 0;
            char mark = shift == 0 ? 't' : 's';
            text.append(special ? (executable ? mark : Character.toUpperCase(mark)) : executable ? 'x' : '-');
        }
        return text.toString();
    }
}
