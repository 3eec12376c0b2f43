package io.vmm4j.testkit;

import java.util.List;
import java.util.SortedMap;

/** The files of a simulated host, for tests to arrange and to look at; works as root, and no command is counted. Thread safe. */
public interface HostFiles {

    /**
     * What a file holds, as UTF-8.
     *
     * @throws IllegalStateException if it cannot be read
     */
    String read(String path);

    /**
     * What a file holds.
     *
     * @throws IllegalStateException if it cannot be read
     */
    byte[] readBytes(String path);

    /**
     * Replaces a file's content, or makes it for root with mode 0644; directories above it are made.
     *
     * @throws IllegalStateException if it cannot be written
     */
    void write(String path, String content);

    /** Replaces a file's content by bytes, or makes it for root with mode 0644; directories above it are made. */
    void writeBytes(String path, byte[] content);

    /** Replaces a file's content by a medium, or makes it for root with mode 0644; the medium's zeros take no room. */
    void write(String path, SimulatedMedium medium);

    /** Whether there is anything of that name. */
    boolean exists(String path);

    /** The names in a directory, sorted. */
    List<String> list(String path);

    /**
     * Everything there is, by its path: kind and permission bits, owner and group, and of a regular file its size, when it was
     * written and a hash of its content. Two of these are equal if nothing was changed in between; of directories, only what is in
     * them counts.
     */
    SortedMap<String, String> everything();

    /** Removes a file. */
    void delete(String path);

    /** How long a file is. */
    long size(String path);

    /** Who owns a file: {@code root}. */
    String owner(String path);

    /** A file's group: {@code wheel}. */
    String group(String path);

    /** A file's permission bits. */
    int mode(String path);

    /** Changes the permission bits. */
    void setMode(String path, int mode);

    /** Changes owner and group. */
    void setOwner(String path, String owner, String group);
}
