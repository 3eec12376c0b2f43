package io.vmm4j.pf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Subnet;
import io.vmm4j.pf.NetworkName;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SubnetAllocatorTest {

    private static final NetworkName LAN = NetworkName.of("lan");

    @Test
    void the_choice_is_the_same_every_time_and_another_for_another_name() {
        assertThat(SubnetAllocator.choose(LAN, 24, List.of())).isEqualTo(SubnetAllocator.choose(LAN, 24, List.of()));
        assertThat(SubnetAllocator.choose(LAN, 24, List.of()))
                .isNotEqualTo(SubnetAllocator.choose(NetworkName.of("dmz"), 24, List.of()));
    }

    @Test
    void nothing_is_chosen_where_nothing_is_free() {
        assertThat(SubnetAllocator.choose(LAN, 24, List.of(Subnet.of("10.0.0.0/8"))))
                .isEmpty();
        assertThat(SubnetAllocator.choose(LAN, 24, List.of(Subnet.of("10.0.0.0/9"), Subnet.of("10.128.0.0/9"))))
                .isEmpty();
    }

    @Test
    void the_last_free_one_is_found() {
        List<Subnet> used = List.of(
                Subnet.of("10.0.0.0/9"),
                Subnet.of("10.128.0.0/10"),
                Subnet.of("10.192.0.0/11"),
                Subnet.of("10.224.0.0/12"),
                Subnet.of("10.240.0.0/13"),
                Subnet.of("10.248.0.0/14"),
                Subnet.of("10.252.0.0/15"),
                Subnet.of("10.254.0.0/16"));

        assertThat(SubnetAllocator.choose(LAN, 16, used)).contains(Subnet.of("10.255.0.0/16"));
    }

    @Property(tries = 200)
    void what_is_chosen_overlaps_nothing_that_is_used(@ForAll @LowerChars @StringLength(min = 1, max = 8) String text) {
        NetworkName name = NetworkName.of(text);
        Subnet first = SubnetAllocator.choose(name, 24, List.of()).orElseThrow();
        Subnet used = Subnet.containing(first.address(), 20);

        assertThat(SubnetAllocator.choose(name, 24, List.of(used)).orElseThrow().overlaps(used))
                .isFalse();
    }
}
