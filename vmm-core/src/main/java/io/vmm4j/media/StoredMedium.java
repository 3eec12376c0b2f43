package io.vmm4j.media;

import io.vmm4j.HostPath;
import java.net.URI;
import java.time.Instant;

/**
 * A medium that is on a host, whole and verified.
 *
 * @param medium guest and name: {@code openbsd-7.9/bsd.rd}
 * @param path where it is
 * @param size in bytes
 * @param algorithm by which it was verified, or would be
 * @param digest what it must have, in lower-case hexadecimal
 * @param trust why it is believed: {@code pinned}, {@code signed}, {@code published} or {@code unverified}
 * @param url where it came from
 * @param fetched when
 */
public record StoredMedium(
        String medium,
        HostPath path,
        long size,
        DigestAlgorithm algorithm,
        String digest,
        String trust,
        URI url,
        Instant fetched) {}
