package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vmm conf} on a host behind SSH. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConfCommandTest {

    private static final String VM_CONF = """
            # ours since 2019
            socket owner ":operator"
            switch "lan" {
                interface veb0
            }
            vm "db" { disable
              memory 512M # enough
              disk "/vm/db.img"
              owner "root:operator"
              interface { switch "lan" lladdr fe:e1:bb:00:00:01 locked lladdr }
              local interface { lladdr fe:e1:bb:00:00:02 rdomain 3 }
              allow instance { boot, disk, owner :wheel }
            }
            vm "old" {
              disk "/vm/old.img" format raw
            }
            """;

    private BehindSsh served;

    @BeforeEach
    void serve() {
        SimulatedHostBuilder builder = SimulatedHost.openBsd()
                .networkInterface("veb0", "up")
                .networkInterface("veb1", "up")
                .file("/vm/db.img", "disk")
                .file("/vm/old.img", "disk")
                .file("/vm/web.img", "disk")
                .vmConf(VM_CONF.replace("locked lladdr }", "}"));
        served = BehindSsh.serve(builder);
        served.host().timeline().advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Run conf(String... words) {
        return served.vmm(Stream.concat(Stream.of("conf"), Stream.of(words)).toArray(String[]::new));
    }

    private String file() {
        return served.host().files().read("/etc/vm.conf");
    }

    private String sh(String line) {
        return served.sh(line);
    }

    @Test
    void list_shows_vms_switches_and_globals() {
        Run run = conf("list");

        assertThat(run.status()).isZero();
        assertThat(run.lines())
                .contains("VM   STARTS    MEMORY  DISKS        INTERFACES  DEFINED AT")
                .contains("db   by hand   512M    /vm/db.img   lan, local  /etc/vm.conf:6")
                .contains("old  with vmd  -       /vm/old.img  -           /etc/vm.conf:14")
                .contains("lan     veb0    /etc/vm.conf:3")
                .contains("socket-owner=:operator");
    }

    @Test
    void list_as_json_is_one_document() {
        JsonNode json = conf("list", "--json").json();

        assertThat(json.at("/vms/0/name").asText()).isEqualTo("db");
        assertThat(json.at("/vms/0/interface/1").asText()).isEqualTo("local,lladdr=fe:e1:bb:00:00:02,rdomain=3");
        assertThat(json.at("/vms/1/autostart").asText()).isEqualTo("yes");
        assertThat(json.at("/switches/0/interface").asText()).isEqualTo("veb0");
        assertThat(json.at("/globals/socket-owner").asText()).isEqualTo(":operator");
    }

    @Test
    void what_get_prints_set_takes_and_it_changes_nothing() {
        for (String name : List.of("db", "old")) {
            List<String> words = new ArrayList<>(List.of("set", name));
            words.addAll(conf("get", name).lines());

            Run run = conf(words.toArray(String[]::new));

            assertThat(run.out()).as(name).contains("nothing to do");
            assertThat(run.status()).isZero();
        }
        List<String> words = new ArrayList<>(List.of("set", "--switch", "lan"));
        words.addAll(conf("get", "--switch", "lan").lines());
        assertThat(conf(words.toArray(String[]::new)).out()).contains("nothing to do");
        assertThat(conf("get", "--globals").lines()).containsExactly("socket-owner=:operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add web disk=/vm/web.img autostart=yes",
                "set db memory=1G autostart=yes --activate always",
                "remove db",
                "add --switch dmz interface=veb1",
                "set --switch lan locked=yes",
                "remove --switch lan",
                "set --globals local-prefix=10.10.0.0/16 socket-owner=",
            })
    void a_dry_run_shows_the_plan_with_the_differences_and_changes_nothing(String line) {
        Map<String, String> files = served.host().files().everything();
        String running = "vmctl status; ifconfig";
        String before = sh(running);
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.add("--dry-run");

        Run run = conf(words.toArray(String[]::new));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("check vmd -n -f FILE", "--- /etc/vm.conf")
                .endsWith("this was a dry run.\n");
        assertThat(sh(running)).isEqualTo(before);
        assertThat(served.host().files().everything()).isEqualTo(files);
    }

    @Test
    void a_vm_is_added_changed_and_removed() {
        assertThat(conf("add", "web", "disk=raw:/vm/web.img", "interface=lan", "memory=1G")
                        .status())
                .isZero();
        assertThat(sh("vmctl status")).contains(" web\n");
        assertThat(file())
                .startsWith(served.host().files().read("/etc/vm.conf").substring(0, 40))
                .contains("vm \"web\" {\n\tdisable");

        Run set = conf("set", "web", "memory=", "interface=lan,group=guests", "interface=local", "boot-device=disk");
        assertThat(set.status()).as(set.err()).isZero();
        assertThat(conf("get", "web").out())
                .startsWith("autostart=no\ndisk=raw:/vm/web.img\ninterface=lan,lladdr=fe:e1:bb:")
                .contains(",group=guests\ninterface=local,lladdr=fe:e1:bb:")
                .endsWith("boot-device=disk\n");

        assertThat(conf("remove", "web").out()).contains("vmd(8) forgets: web.").endsWith("Done.\n");
        assertThat(sh("vmctl status")).doesNotContain(" web\n");
    }

    @Test
    void activation_is_what_the_option_says() {
        assertThat(conf("add", "web", "disk=/vm/web.img", "autostart=yes", "--activate", "never")
                        .out())
                .contains("vmd(8) is not told");
        assertThat(sh("vmctl status")).doesNotContain("web");

        assertThat(conf("set", "db", "memory=1G").out()).contains("which would start web.");
        assertThat(conf("set", "db", "memory=2G", "--activate", "always").out()).contains("vmd(8) starts: web.");
        assertThat(sh("vmctl status")).contains("running web");
    }

    @Test
    void a_plan_as_json_says_whether_it_was_applied() {
        JsonNode json =
                conf("set", "--globals", "staggered-start=2/30", "--json").json();

        assertThat(json.get("applied").asBoolean()).isTrue();
        assertThat(json.at("/changes/0/path").asText()).isEqualTo("/etc/vm.conf");
        assertThat(json.at("/changes/0/diff").asText()).contains("+staggered start parallel 2 delay 30");
        assertThat(conf("get", "--globals").lines()).contains("staggered-start=2/30");
    }

    @Test
    void check_says_what_is_wrong_and_fails_if_vmd_would() {
        assertThat(conf("check").out()).isEqualTo("/etc/vm.conf is good.\n");
        served.host()
                .files()
                .write(
                        "/etc/vm.conf",
                        VM_CONF.replace("locked lladdr }", "}") + "vm \"a b\" {\n disk \"/vm/old.img\"\n}\n");

        Run run = conf("check");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("error /etc/vm.conf:17: vmd(8) registers no VM called a b")
                .contains("warning /etc/vm.conf:17: The disk /vm/old.img")
                .endsWith("/etc/vm.conf cannot be loaded.\n");
        JsonNode json = conf("check", "--json").json();
        assertThat(json.get("accepted").asBoolean()).isTrue();
        assertThat(json.get("loadable").asBoolean()).isFalse();
        assertThat(json.at("/findings/0/code").asText()).isEqualTo("vmconf-check-vm-name-refused");
    }

    @Test
    void what_cannot_be_meant_is_wrong_usage() {
        assertThat(conf("set", "db", "speed=fast").err()).contains("with one of the keys autostart, memory");
        assertThat(conf("set", "db", "memory=1G", "memory=2G").status()).isEqualTo(2);
        assertThat(conf("add", "--switch", "dmz").status()).isEqualTo(2);
        assertThat(conf("get").status()).isEqualTo(2);
        assertThat(conf("set", "db", "autostart=perhaps").status()).isEqualTo(2);
        assertThat(conf("set", "nobody", "memory=1G").status()).isEqualTo(1);
        assertThat(conf("set", "db", "memory=1G", "--activate", "soon").status())
                .isEqualTo(2);
        assertThat(conf("--help").out()).contains("vmm conf add web1");
        assertThat(conf("add", "--help").out())
                .contains("NET is local, a switch or none")
                .contains("vmm --help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set db memory | The setting memory has no value.",
                "set db memry=1G | There is no such setting: memry=1G.",
                "set db cdrom=install.iso | cdrom=install.iso is not understood.",
                "set db kernel=bsd.rd | kernel=bsd.rd is not understood.",
                "set db disk=db.img | disk=db.img is not understood.",
                "set db owner=joe:wheel:x | owner=joe:wheel:x is not understood.",
                "set db instance-of= | instance-of= is not understood.",
                "set --switch --globals lan=1 | --globals stands alone.",
                "get --switch --globals | --globals stands alone.",
                "get --globals db | --globals stands alone.",
                "get --switch | Nothing tells what to get.",
                "get db old | There is a word too many: old.",
                "frob | There is no command vmm conf frob.",
            })
    void wrong_words_are_told_by_what_is_wrong_with_them(String words, String message) {
        Run run = conf(words.split(" "));

        assertThat(run.err()).startsWith("error: " + message + "\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void a_refused_file_is_told_without_the_script_that_carried_it_unless_debugging() {
        Run run = conf("set", "db", "owner=nobody-here");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("failed to get user: nobody-here").contains("more characters, see --debug)");
        assertThat(run.err().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(260));
        assertThat(conf("set", "db", "owner=nobody-here", "--debug").err()).doesNotContain("more characters");
    }
}
