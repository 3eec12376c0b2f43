package io.vmm4j.media;

import io.vmm4j.HostPath;
import java.net.URI;
import java.util.List;

/** Why a medium is believed to be what it is said to be. */
public sealed interface Trust {

    /** The word that catalogues have for it. */
    String word();

    /**
     * The catalogue has its digest.
     *
     * @param algorithm by which
     * @param digest in lower-case hexadecimal
     */
    record Pinned(DigestAlgorithm algorithm, String digest) implements Trust {

        public Pinned {
            if (!algorithm.isDigest(digest)) {
                throw MediaException.badValue(
                        "digest", digest, "it must be a " + algorithm + " in lower-case hexadecimal");
            }
        }

        @Override
        public String word() {
            return "pinned";
        }
    }

    /**
     * A list of digests beside it is signed with a key that the host has: signify(1).
     *
     * @param sums the name of the signed list in the same directory: {@code SHA256.sig}
     * @param key the public key on the host
     */
    record Signed(String sums, HostPath key) implements Trust {

        public Signed {
            if (!FileName.Exact.isName(sums)) {
                throw MediaException.badValue("sums", sums, "it must be a plain file name");
            }
        }

        @Override
        public String word() {
            return "signed";
        }
    }

    /**
     * The project publishes its digest on its own site, which TLS shows to be the right one. Weaker than a signature: whoever
     * takes over that site is believed. Media may then come from anywhere.
     *
     * @param sums where the digests are, the first that can be had counts; https only
     * @param algorithm by which
     * @param format how they are written
     */
    record Published(List<URI> sums, DigestAlgorithm algorithm, SumsFormat format) implements Trust {

        public Published {
            sums = List.copyOf(sums);
            if (sums.isEmpty()) {
                throw MediaException.badValue("sums", "", "there must be one at least");
            }
            for (URI one : sums) {
                if (!"https".equals(one.getScheme()) || one.getHost() == null) {
                    throw MediaException.badValue(
                            "sums", one, "it must start with https://, or anybody could change it");
                }
            }
        }

        @Override
        public String word() {
            return "published";
        }
    }

    /** Nothing. Such a medium is fetched only by somebody who names it in {@link FetchOptions#acceptingUnverified}. */
    record Unverified() implements Trust {

        @Override
        public String word() {
            return "unverified";
        }
    }
}
