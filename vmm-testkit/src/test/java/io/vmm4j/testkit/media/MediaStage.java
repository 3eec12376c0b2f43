package io.vmm4j.testkit.media;

import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.Medium;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.WebContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated host, an Internet with media that are small but otherwise like the real ones, and the host's media store. */
final class MediaStage implements AutoCloseable {

    static final String PASSWORD = "a test's own";
    static final String DIRECTORY = "/var/vmm/media";
    static final String CDN = "https://cdn.openbsd.org/pub/OpenBSD/7.9/amd64/";
    static final String EUROPE = "https://ftp.eu.openbsd.org/pub/OpenBSD/7.9/amd64/";
    static final String ARCHIVE = "https://ftp.openbsd.org/pub/OpenBSD/7.9/amd64/";
    static final String DEBIAN = "https://cloud.debian.org/images/cloud/bookworm/latest/";
    static final String DEBIAN_MIRROR = "https://cdimage.debian.org/cdimage/cloud/bookworm/latest/";
    static final String DEBIAN_IMAGE = "debian-12-generic-amd64.qcow2";
    static final long ISO = 8_000_000;
    static final long IMAGE = 5_000_000;

    private final SimulatedInternet internet;
    private final SimulatedHost host;
    private final CommandExecutor executor;

    private MediaStage(SimulatedInternet internet, SimulatedHost host, CommandExecutor executor) {
        this.internet = internet;
        this.host = host;
        this.executor = executor;
    }

    static MediaStage open() {
        return of(SimulatedHost.openBsd().rootPassword(PASSWORD));
    }

    static MediaStage of(SimulatedHostBuilder builder) {
        SimulatedInternet internet = mirrors();
        return on(internet, builder);
    }

    static MediaStage on(SimulatedInternet internet, SimulatedHostBuilder builder) {
        SimulatedHost host = builder.mirror(internet).build();
        return new MediaStage(internet, host, host.executor());
    }

    static MediaStage ofRelease(OpenBsdRelease release) {
        return of(SimulatedHost.openBsd(release));
    }

    static SimulatedInternet mirrors() {
        SimulatedInternet internet = new SimulatedInternet();
        Map<String, WebContent> openBsd = openBsd();
        for (String mirror : new String[] {CDN, EUROPE, ARCHIVE}) {
            internet.serveSigned(mirror, SignifyKey.ofRelease("7.9"), openBsd);
        }
        Map<String, WebContent> image = Map.of(DEBIAN_IMAGE, WebContent.sized("image debian 12\n", IMAGE));
        internet.serveWithSums(DEBIAN, "SHA512SUMS", "SHA-512", image);
        internet.serveAll(DEBIAN_MIRROR, image);
        return internet;
    }

    private static Map<String, WebContent> openBsd() {
        Map<String, WebContent> files = new LinkedHashMap<>();
        files.put("bsd.rd", WebContent.sized("bsd.rd 7.9\n", 450_000));
        files.put("install79.iso", WebContent.sized("iso openbsd 7.9\n", ISO));
        return files;
    }

    /** The same as seen through another executor. */
    MediaStage through(CommandExecutor other) {
        return new MediaStage(internet, host, other);
    }

    SimulatedInternet internet() {
        return internet;
    }

    SimulatedHost host() {
        return host;
    }

    CommandExecutor executor() {
        return executor;
    }

    MediaStore store() {
        return VmmHost.builder(executor).timeline(host.timeline()).build().media();
    }

    static Medium iso() {
        return GuestCatalog.builtIn().entry("openbsd-7.9").medium("install-iso");
    }

    static Medium kernel() {
        return GuestCatalog.builtIn().entry("openbsd-7.9").medium("bsd.rd");
    }

    static Medium image() {
        return GuestCatalog.builtIn().entry("debian-12").medium("image");
    }

    /** What is neither a directory nor outside of this one, as deep as a fetch writes, by its path in it; hidden files too. */
    List<String> files() {
        return sh("cd " + DIRECTORY + " 2>/dev/null || exit 0\n"
                        + "for f in * .[!.]* */* */.[!.]* */.[!.]*/* */.[!.]*/.[!.]*; do\n"
                        + "[ -e \"$f\" ] && [ ! -d \"$f\" ] && echo \"$f\"\n"
                        + "done\nexit 0\n")
                .lines()
                .sorted()
                .toList();
    }

    String sh(String script) {
        return host.executor().run(Command.oneShot("sh", "-c", script)).stdout();
    }

    @Override
    public void close() {
        host.close();
    }
}
