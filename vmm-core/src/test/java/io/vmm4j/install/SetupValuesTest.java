package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"web1", "a", "WEB1.Example.com", "x-1.y-2", "1and1.example"})
    void a_host_name_is_kept_in_lower_case(String text) {
        assertThat(Hostname.of(text).value()).isEqualTo(text.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "a..b",
                ".a",
                "a.",
                "a_b",
                "a b",
                "a;b",
                "$(id)",
                "a\nb",
                "w\u00e9b",
                "10.0.0.1",
                "a.12",
                "\u0130x"
            })
    void what_is_no_host_name_is_refused(String text) {
        assertThatThrownBy(() -> Hostname.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_label_has_63_characters_at_most() {
        assertThat(Hostname.of("a".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> Hostname.of("a".repeat(64))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Hostname.of("ab.".repeat(85) + "x")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_host_name_has_a_short_form_and_perhaps_a_domain() {
        assertThat(Hostname.of("web1.example.com").shortName()).isEqualTo("web1");
        assertThat(Hostname.of("web1.example.com").domain()).contains("example.com");
        assertThat(Hostname.of("web1").domain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ops",
                "1ops",
                "-ops",
                "root",
                "o ps",
                "ops;id",
                "o\u00e9",
                "ops\n",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void what_is_no_login_name_is_refused(String text) {
        assertThatThrownBy(() -> UserName.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Op:Erator", "Op & Co", "Op, Erator", " Op", "Op\n", "\u2028"})
    void a_full_name_that_passwd_would_misread_is_refused(String text) {
        GuestUser user = GuestUser.of("ops");
        assertThatThrownBy(() -> user.withFullName(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Phobos", "Europe", "", "CEST", "SystemV/EST5", "Europe/Amsterdam\n", "GMT+25"})
    void what_is_no_time_zone_is_refused(String text) {
        assertThatThrownBy(() -> TimeZone.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5/24,10.0.0.1,10.0.0.1",
        "100.64.3.3/31,100.64.3.2,100.64.3.2",
        "10.0.0.5/8,10.255.255.254,9.9.9.9"
    })
    void a_fixed_address_is_one_of_its_network(String address, String gateway, String nameserver) {
        assertThat(GuestNetwork.fixed(address, gateway, nameserver)).isInstanceOf(GuestNetwork.Fixed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5,10.0.0.1,10.0.0.1",
        "10.0.0.5/33,10.0.0.1,10.0.0.1",
        "10.0.0.5/32,10.0.0.1,10.0.0.1",
        "10.0.0.5/0,10.0.0.1,10.0.0.1",
        "10.0.0.0/24,10.0.0.1,10.0.0.1",
        "10.0.0.255/24,10.0.0.1,10.0.0.1",
        "10.0.0.5/24,10.0.1.1,10.0.0.1",
        "10.0.0.5/24,10.0.0.5,10.0.0.1",
        "10.0.0.5/24,10.0.0.255,10.0.0.1",
        "999.1.1.1/24,10.0.0.1,10.0.0.1",
        "10.0.0.5/24,10.0.0.1,dns"
    })
    void a_network_that_would_not_work_is_refused(String address, String gateway, String nameserver) {
        assertThatThrownBy(() -> GuestNetwork.fixed(address, gateway, nameserver))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void one_to_three_name_servers_are_given() {
        assertThatThrownBy(() -> GuestNetwork.fixed("10.0.0.5/24", "10.0.0.1")).hasMessageContaining("0 name servers");
        assertThatThrownBy(
                        () -> GuestNetwork.fixed("10.0.0.5/24", "10.0.0.1", "1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"))
                .hasMessageContaining("4 name servers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-y", "a b", "a;b", "$(id)", "curl\n", "c\u00fcrl", "../x", "--force"})
    void what_is_no_package_name_is_refused(String text) {
        assertThatThrownBy(() -> PackageName.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_command_of_words_is_quoted_for_sh() {
        assertThat(FirstBootCommand.words(List.of("echo", "it's $(id)")).script())
                .isEqualTo("'echo' 'it'\\''s $(id)'");
        assertThatThrownBy(() -> FirstBootCommand.script("echo \0")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> FirstBootCommand.script("echo\r\n")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> FirstBootCommand.script(" \n")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void two_users_of_one_name_are_refused() {
        GuestSetupBuilder builder =
                GuestSetup.builder("web1").user(GuestUser.of("ops")).user(GuestUser.of("ops"));
        assertThatThrownBy(builder::build).hasMessageContaining("ops is given twice");
    }

    @Test
    void a_setup_is_equal_to_one_built_from_it() {
        GuestSetup setup = Setups.full().build();

        assertThat(setup.toBuilder().build()).isEqualTo(setup).hasSameHashCodeAs(setup);
        assertThat(setup.toBuilder().hostname("other").build()).isNotEqualTo(setup);
        assertThat(setup.toString()).doesNotContain("$2b$").doesNotContain("PRIVATE");
    }

    @Test
    void root_that_has_a_key_may_log_in_with_it() {
        assertThat(RootLogin.none().ssh()).isEqualTo(RootLogin.Ssh.NO);
        assertThat(RootLogin.withKey(Setups.KEY).ssh()).isEqualTo(RootLogin.Ssh.KEYS_ONLY);
        assertThat(RootLogin.withPassword(Setups.BCRYPT).ssh()).isEqualTo(RootLogin.Ssh.NO);
        assertThat(RootLogin.withKey(Setups.KEY).andPassword(Setups.BCRYPT).password())
                .isEqualTo(Optional.of(Setups.BCRYPT));
    }
}
