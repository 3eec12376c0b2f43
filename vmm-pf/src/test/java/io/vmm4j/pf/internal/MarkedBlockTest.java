package io.vmm4j.pf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkedBlockTest {

    private static final MarkedBlock LAN = new MarkedBlock("network lan");
    private static final MarkedBlock DMZ = new MarkedBlock("network dmz");

    @Test
    void a_block_is_replaced_where_it_stands() {
        String text = LAN.put(Optional.of("before\n"), "one\n") + "after\n";

        String changed = LAN.put(Optional.of(text), "two\nthree\n");

        assertThat(LAN.in(changed)).contains("two\nthree\n");
        assertThat(changed)
                .startsWith("before\n# vmm4j: network lan begins\ntwo\n")
                .endsWith("ends\nafter\n");
    }

    @Test
    void lines_that_were_added_behind_it_stay_lines() {
        String text = LAN.put(Optional.of("no end"), "ours\n") + "added later\n";

        assertThat(LAN.remove(text)).contains("no end\nadded later\n");
    }

    @Test
    void a_block_without_its_end_is_none() {
        String text = LAN.put(Optional.of(""), "ours\n").replace("ends", "is over");

        assertThat(LAN.in(text)).isEmpty();
        assertThat(LAN.remove(text)).contains(text);
    }

    @Test
    void an_empty_block_is_a_block() {
        assertThat(LAN.in(LAN.put(Optional.empty(), ""))).contains("");
    }

    @Property(tries = 2000)
    void blocks_come_and_go_in_any_order_and_leave_every_byte(
            @ForAll("files") Optional<String> file, @ForAll("orders") List<Integer> removal) {
        List<MarkedBlock> blocks = List.of(LAN, DMZ, new MarkedBlock("forwarding"));
        Optional<String> text = file;
        for (MarkedBlock block : blocks) {
            text = Optional.of(block.put(text, block.name().length() % 2 == 0 ? "" : "some lines\nof ours\n"));
        }
        for (int index : removal) {
            text = blocks.get(index).remove(text.orElseThrow());
        }
        assertThat(text).isEqualTo(file);
    }

    @Provide
    Arbitrary<Optional<String>> files() {
        return Arbitraries.of("a", "\n", "\\", "# x", "\\\n", "pass in\n", " ")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .map(Optional::of)
                .injectNull(0.1)
                .map(text -> text == null ? Optional.empty() : text);
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.shuffle(0, 1, 2);
    }
}
