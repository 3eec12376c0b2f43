package io.vmm4j.vmconf;

/**
 * Where something stands.
 *
 * @param file the file, as it was named: the main one, or as {@code include} wrote it
 * @param line the line, from 1
 */
public record Origin(String file, int line) {

    /** As vmd(8) prints it: {@code /etc/vm.conf:12}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
