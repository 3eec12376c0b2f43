package io.vmm4j.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.WebContent;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where media are when releases come and go: file names that move on, directories that move away. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MediaLayoutTest {

    private static final String CURRENT = "https://cdimage.debian.org/debian-cd/current/amd64/iso-cd/";
    private static final String OLD = "https://cdimage.debian.org/cdimage/archive/latest-oldstable/amd64/iso-cd/";

    private final SimulatedInternet internet = new SimulatedInternet();

    private StoredMedium fetch(Medium medium) {
        try (MediaStage stage = MediaStage.on(internet, SimulatedHost.openBsd())) {
            StoredMedium stored = stage.store().fetch(medium);
            assertThat(stage.store().verify(stored)).isTrue();
            return stored;
        }
    }

    private static Medium medium(String guest, String name) {
        return GuestCatalog.builtIn().entry(guest).medium(name);
    }

    private static Map<String, WebContent> files(String... names) {
        Map<String, WebContent> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, WebContent.of(name));
        }
        return files;
    }

    @Test
    void a_point_release_is_found_in_the_published_list() {
        internet.serveWithSums(
                CURRENT,
                "SHA256SUMS",
                "SHA-256",
                files(
                        "debian-13.9.0-amd64-netinst.iso",
                        "debian-13.10.0-amd64-netinst.iso",
                        "debian-edu-13.11.0-amd64-netinst.iso",
                        "debian-13.10.0-arm64-netinst.iso"));

        assertThat(fetch(medium("debian-13", "netinst")).path().fileName())
                .isEqualTo("debian-13.10.0-amd64-netinst.iso");
    }

    @Test
    void a_release_that_has_moved_is_found_where_old_ones_are() {
        internet.serveWithSums(CURRENT, "SHA256SUMS", "SHA-256", files("debian-14.0.0-amd64-netinst.iso"));
        internet.serveWithSums(OLD, "SHA256SUMS", "SHA-256", files("debian-13.12.0-amd64-netinst.iso"));

        StoredMedium stored = fetch(medium("debian-13", "netinst"));

        assertThat(stored.url()).isEqualTo(URI.create(OLD + "debian-13.12.0-amd64-netinst.iso"));
    }

    @Test
    void an_old_release_of_openbsd_is_found_where_old_ones_stay() {
        internet.serve("https://cdn.openbsd.org/pub/OpenBSD/8.0/amd64/SHA256.sig", "x");
        internet.serve("https://ftp.eu.openbsd.org/pub/OpenBSD/8.0/amd64/SHA256.sig", "x");
        String archive = "https://ftp.openbsd.org/pub/OpenBSD/7.8/amd64/";
        internet.serveSigned(archive, SignifyKey.ofRelease("7.8"), files("bsd.rd"));
        try (MediaStage stage = MediaStage.on(internet, SimulatedHost.openBsd(OpenBsdRelease.V7_8))) {
            assertThat(stage.store().fetch(medium("openbsd-7.8", "bsd.rd")).url())
                    .isEqualTo(URI.create(archive + "bsd.rd"));
        }
    }

    @Test
    void alpine_names_its_files_in_yaml() {
        String directory = "https://dl-cdn.alpinelinux.org/alpine/v3.23/releases/x86_64/";
        WebContent virt = WebContent.of("virt");
        internet.serve(directory + "alpine-virt-3.23.5-x86_64.iso", virt);
        internet.serve(directory + "latest-releases.yaml", """
                ---
                -
                  title: "Standard"
                  flavor: alpine-standard
                  file: alpine-standard-3.23.5-x86_64.iso
                  sha256: %s
                -
                  title: "Virtual"
                  branch: v3.23
                  version: 3.23.5
                  flavor: alpine-virt
                  file: alpine-virt-3.23.5-x86_64.iso
                  iso: alpine-virt-3.23.5-x86_64.iso
                  size: 4
                  sha256: %s
                  sha512: %s
                """.formatted(
                        "0".repeat(64), virt.digest("SHA-256"), virt.digest("SHA-512")));

        assertThat(fetch(medium("alpine-3.23", "virt-iso")).path().fileName())
                .isEqualTo("alpine-virt-3.23.5-x86_64.iso");
    }

    @Test
    void an_image_of_alpine_has_its_digest_beside_it() {
        String directory = "https://dl-cdn.alpinelinux.org/alpine/v3.24/releases/cloud/";
        String file = "nocloud_alpine-3.24.10-x86_64-bios-cloudinit-r1.qcow2";
        WebContent image = WebContent.of("image");
        internet.serve(
                directory,
                "<html><a href=\"../\">../</a>\n"
                        + "<a href=\"nocloud_alpine-3.24.9-x86_64-bios-cloudinit-r0.qcow2\">x</a>\n"
                        + "<a href=\"" + file + "\">x</a>\n<a href=\"" + file + ".sha512\">x</a>\n"
                        + "<a href=\"nocloud_alpine-3.24.10-x86_64-uefi-cloudinit-r1.qcow2\">x</a>\n");
        internet.serve(directory + file, image).serve(directory + file + ".sha512", image.digest("SHA-512") + "\n");

        assertThat(fetch(medium("alpine-3.24", "image")).path().fileName()).isEqualTo(file);
    }

    @Test
    void a_list_without_the_file_is_told() {
        internet.serveWithSums(CURRENT, "SHA256SUMS", "SHA-256", files("debian-14.0.0-amd64-netinst.iso"));

        MediaException refused =
                catchThrowableOfType(MediaException.class, () -> fetch(medium("debian-13", "netinst")));

        assertThat(refused.code()).isEqualTo(MediaError.SUMS_UNREADABLE);
    }
}
