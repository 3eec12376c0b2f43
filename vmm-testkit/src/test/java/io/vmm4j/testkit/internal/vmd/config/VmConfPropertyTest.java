package io.vmm4j.testkit.internal.vmd.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is in vm.conf, the parser ends with messages and not with an exception. */
class VmConfPropertyTest {

    @Property(tries = 3000)
    void tokens_in_any_order(@ForAll("tokens") String text) {
        assertThatCode(() -> ConfRun.of(text)).doesNotThrowAnyException();
    }

    @Property(tries = 2000)
    void bytes_in_any_order(@ForAll("bytes") String text) {
        assertThatCode(() -> ConfRun.of(text)).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> bytes() {
        return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(200);
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> known = Arbitraries.of(
                "vm",
                "switch",
                "{",
                "}",
                "\n",
                "\n",
                "\n",
                "\"a\"",
                "\"b c\"",
                "a",
                "disk",
                "\"/vm/a.raw\"",
                "format",
                "raw",
                "qcow2",
                "local",
                "interface",
                "interfaces",
                "memory",
                "512M",
                "1G",
                "owner",
                "root",
                ":wheel",
                "1000",
                "allow",
                "instance",
                "boot",
                "device",
                "net",
                "cdrom",
                "enable",
                "disable",
                "lladdr",
                "fe:e1:bb:01:02:03",
                "locked",
                "group",
                "rdomain",
                "256",
                "up",
                "down",
                "prefix",
                "\"10.0.0.0/8\"",
                "inet6",
                "socket",
                "agentx",
                "context",
                "path",
                "staggered",
                "start",
                "parallel",
                "delay",
                "2",
                "include",
                "\"/etc/other\"",
                "=",
                ",",
                "$a",
                "$nope",
                "#",
                "\\",
                "\"",
                "'",
                "-1",
                "sev",
                "seves",
                "add",
                "(",
                ")");
        Arbitrary<String> strange = Arbitraries.strings().ascii().ofMaxLength(10);
        return Arbitraries.frequencyOf(Tuple.of(19, known), Tuple.of(1, strange))
                .list()
                .ofMaxSize(40)
                .map(words -> String.join(" ", words));
    }
}
