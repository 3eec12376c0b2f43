package io.vmm4j.vmconf;

/**
 * What a file defines, and where.
 *
 * @param value what
 * @param origin where it begins
 */
public record Located<T>(T value, Origin origin) {

    @Override
    public String toString() {
        return origin + ": " + value;
    }
}
