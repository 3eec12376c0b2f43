package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Fetched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** apt-get(8) and apk(8): they need the index of their mirror, and take every package for one that is there. */
final class Packages {

    private static final Duration EACH = Duration.ofSeconds(4);
    private static final String INSTALLED = "/var/lib/dpkg/status";

    private final Inside inside;
    private final Board board;

    Packages(Inside inside) {
        this.inside = inside;
        this.board = inside.board();
    }

    /** The URL of the index that is fetched first. */
    static String index(Distribution distribution, String version) {
        return switch (distribution) {
            case DEBIAN -> "http://deb.debian.org/debian/dists/" + distribution.suite(version) + "/InRelease";
            case UBUNTU -> "http://archive.ubuntu.com/ubuntu/dists/" + distribution.suite(version) + "/InRelease";
            case ALPINE ->
                "http://dl-cdn.alpinelinux.org/alpine/" + distribution.suite(version) + "/main/x86_64/APKINDEX.tar.gz";
        };
    }

    /** Installs; what went wrong if something did. */
    Optional<String> install(JsonNode packages) {
        List<String> names = Yaml.texts(packages);
        String url = index(inside.distribution(), inside.version());
        Fetched fetched = board.fetch(url);
        boolean answered =
                fetched instanceof Fetched.Answer answer && answer.reply().status() == 200;
        if (!answered) {
            String reason = fetched instanceof Fetched.Answer answer
                    ? answer.reply().status() + "  " + answer.reply().reason()
                    : "Could not connect (" + ((Fetched.Failure) fetched).reason() + ")";
            board.print("E: Failed to fetch " + url + "  " + reason + "\n");
            return Optional.of("Failed to install packages: " + names);
        }
        StringBuilder installed = new StringBuilder(inside.read(INSTALLED).orElse(""));
        for (String name : names) {
            board.sleep(EACH);
            board.print("Setting up " + name + " ...\n");
            installed.append("Package: ").append(name).append("\nStatus: install ok installed\n\n");
        }
        inside.write(INSTALLED, installed.toString(), 0644);
        return Optional.empty();
    }
}
