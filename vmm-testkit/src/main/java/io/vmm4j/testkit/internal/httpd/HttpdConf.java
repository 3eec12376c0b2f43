package io.vmm4j.testkit.internal.httpd;

import java.util.List;
import java.util.Optional;

/**
 * httpd.conf(5) as far as it decides what is answered.
 *
 * @param chroot where all other paths begin
 * @param servers in order
 */
record HttpdConf(String chroot, List<Server> servers) {

    HttpdConf {
        servers = List.copyOf(servers);
    }

    /**
     * A server.
     *
     * @param name a name or a pattern with stars; several if it has aliases
     * @param listening where it listens
     * @param rules what holds for all its requests
     * @param locations what holds for some, the first that fits
     */
    record Server(List<String> name, List<Listen> listening, Rules rules, List<Location> locations) {}

    /** An address and a port, with or without TLS. */
    record Listen(String address, int port, boolean tls) {}

    /**
     * A location.
     *
     * @param path a path or a pattern with stars
     * @param rules what it changes
     */
    record Location(String path, Rules rules) {}

    /**
     * What is done with requests.
     *
     * @param root the directory of documents, in the chroot
     * @param index what stands for a directory
     * @param autoIndex whether directories are listed
     * @param block the status that is answered instead
     * @param rewrite the path that is served instead, with macros
     * @param strip how many components of a path are left out
     */
    record Rules(
            Optional<String> root,
            Optional<String> index,
            Optional<Boolean> autoIndex,
            Optional<Integer> block,
            Optional<String> rewrite,
            Optional<Integer> strip) {

        static final Rules NONE = new Rules(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** These, and those where these say nothing. */
        Rules over(Rules other) {
            return new Rules(
                    root.or(other::root),
                    index.or(other::index),
                    autoIndex.or(other::autoIndex),
                    block.or(other::block).filter(status -> status != 0),
                    rewrite.or(other::rewrite),
                    strip.or(other::strip));
        }
    }
}
