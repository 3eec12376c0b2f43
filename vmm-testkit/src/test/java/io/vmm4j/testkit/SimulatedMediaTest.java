package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.testkit.SimulatedLabel.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SimulatedMediaTest {

    @Test
    void a_medium_says_in_its_first_line_what_it_is() {
        assertThat(new String(SimulatedMedia.ramdisk("7.8").head(), StandardCharsets.UTF_8))
                .isEqualTo("vmm4j-simulated: bsd.rd openbsd 7.8\n");
        assertThat(SimulatedMedium.labelOf(SimulatedMedia.image("debian", "12").open()))
                .contains(new SimulatedLabel(Kind.IMAGE, "debian", "12"));
        assertThat(SimulatedMedium.labelOf("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void the_words_of_a_label_are_words() {
        assertThatThrownBy(() -> new SimulatedLabel(Kind.ISO, "two words", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two words");
    }

    @Test
    void a_large_medium_takes_no_room_and_is_read_in_pieces() throws IOException {
        SimulatedMedium iso = SimulatedMedia.installIso("7.9").ofSize(700L << 20);
        try (var bytes = iso.open()) {
            assertThat(bytes.readNBytes(iso.head().length)).isEqualTo(iso.head());
            bytes.skipNBytes(iso.size() - iso.head().length - 1);
            assertThat(bytes.read()).isZero();
            assertThat(bytes.read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> iso.ofSize(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_medium_lies_on_a_host_as_a_sparse_file() {
        try (SimulatedHost host = SimulatedHost.openBsd()
                .file("/var/vmm/debian.raw", SimulatedMedia.image("debian", "12"))
                .build()) {
            assertThat(host.files().size("/var/vmm/debian.raw")).isEqualTo(2L << 30);
            CommandResult used = host.executor().run(Command.read("head", "-1", "/var/vmm/debian.raw"));
            assertThat(used.stdout()).isEqualTo("vmm4j-simulated: image debian 12\n");
        }
    }

    @Test
    void a_qcow2_image_is_a_real_one_that_vmctl_converts_to_the_same_disk() {
        try (SimulatedHost host = SimulatedHost.openBsd()
                .file("/var/vmm/debian.qcow2", SimulatedMedia.qcow2Image("debian", "12"))
                .build()) {
            CommandResult result = host.executor()
                    .run(Command.read(
                            "vmctl", "create", "-i", "qcow2:/var/vmm/debian.qcow2", "raw:/var/vmm/debian.raw"));
            assertThat(result.stderr()).contains("raw imagefile created");
            assertThat(host.files().size("/var/vmm/debian.raw")).isEqualTo(2L << 30);
            CommandResult first = host.executor().run(Command.read("head", "-1", "/var/vmm/debian.raw"));
            assertThat(first.stdout()).isEqualTo("vmm4j-simulated: image debian 12\n");
        }
    }
}
