package io.vmm4j.testkit.internal.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dhcpd -n says of a file. */
class DhcpdConfTest {

    private static final String SUBNET = "subnet 10.10.0.0 netmask 255.255.255.0 ";

    private final Stage host = new Stage();

    private Console.Result check(String text) {
        return host.file("/tmp/dhcpd.conf", text).perform("root", "dhcpd -n -c /tmp/dhcpd.conf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# nothing",
                "option domain-name \"example.net\";\ndefault-lease-time 600;\nauthoritative;\n" + SUBNET + "{ }",
                SUBNET + "{\n\toption routers 10.10.0.1;\n\toption domain-name-servers 10.10.0.1, 9.9.9.9;\n"
                        + "\trange 10.10.0.100 10.10.0.199;\n\thost web1 {\n\t\thardware ethernet fe:e1:bb:01:02:03;\n"
                        + "\t\tfixed-address 10.10.0.10;\n\t}\n}",
                "shared-network \"two nets\" { " + SUBNET
                        + "{ range 10.10.0.5; } subnet 10.11.0.0 netmask 255.255.0.0 {} }",
                "group { filename \"auto_install\"; next-server 10.10.0.1; host vm1 { hardware ethernet FE:E1:BB:1:2:3;"
                        + " option host-name \"vm1\"; } }",
                "deny unknown-clients; use-host-decl-names on; option option-252 \"http://wpad/\";",
            })
    void a_good_file_is_passed_over_in_silence(String text) {
        assertThat(check(text)).isEqualTo(new Console.Result(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    subnet 10.0.0.0 mask 255.0.0.0 {}    | Expecting netmask
                    subnet 10.0.0 netmask 255.0.0.0 {}   | too few numbers.
                    option router 10.0.0.1;              | no option named router
                    option routers gateway;              | gateway: could not resolve hostname
                    option routers 10.0.0.1 }            | semicolon expected.
                    range 10.0.0.1 10.0.0.2;             | range declaration not allowed here.
                    fixed-address 10.0.0.1;              | fixed-address parameter not allowed here.
                    host a { hardware 01:02; }           | expecting a network hardware type
                    host a { host b {} }                 | host declarations not allowed here.
                    host 10web { }                       | expecting left brace.
                    group {} option routers 10.0.0.1;    | parameters not allowed after first declaration.
                    nonsense;                            | expecting a parameter or declaration.
                    group {} nonsense;                   | expecting a declaration.
                    }                                    | expecting a parameter or declaration.
                    default-lease-time long;             | Expecting numeric lease time
                    authoritative on;                    | semicolon expected.
                    """)
    void a_bad_file_is_refused_and_its_line_named(String text, String message) {
        Console.Result result = check("# first\n" + text);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .contains("/tmp/dhcpd.conf line 2: " + message + "\n")
                .endsWith("fatal in dhcpd: Configuration file errors encountered\n");
    }

    @Test
    void a_block_that_does_not_end_is_refused_where_the_file_ends() {
        assertThat(check(SUBNET + "{").stderr()).startsWith("/tmp/dhcpd.conf line 2: unexpected end of file\n");
    }

    @Test
    void the_word_that_is_wrong_is_pointed_at() {
        assertThat(check("\toption\tnonsense 1;").stderr())
                .startsWith("/tmp/dhcpd.conf line 1: no option named nonsense\n\toption\tnonsense\n\t      \t^\n");
    }

    @Test
    void a_range_of_another_network_ends_it_at_once() {
        assertThat(check(SUBNET + "{ range 10.11.0.1 10.11.0.9; }"))
                .isEqualTo(new Console.Result(
                        1,
                        "",
                        "fatal in dhcpd: Address range 10.11.0.1 to 10.11.0.9 not on net 10.10.0.0/255.255.255.0!\n"));
    }

    @Test
    void a_number_too_large_for_an_address_is_only_warned_of() {
        assertThat(check("option routers 10.0.0.257;"))
                .isEqualTo(new Console.Result(0, "", "value 257 exceeds max (255) for precision.\n"));
    }

    @Test
    void a_missing_file_is_fatal() {
        assertThat(host.perform("root", "dhcpd -n"))
                .isEqualTo(new Console.Result(
                        1, "", "fatal in dhcpd: Can't open /etc/dhcpd.conf: No such file or directory\n"));
    }
}
