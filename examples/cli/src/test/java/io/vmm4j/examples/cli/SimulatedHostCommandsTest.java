package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on {@code --host sim:}, for people and as JSON. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SimulatedHostCommandsTest {

    private static Run sim(String... arguments) {
        List<String> words = new ArrayList<>(List.of("--host", "sim:"));
        words.addAll(List.of(arguments));
        return Run.vmm(words.toArray(String[]::new));
    }

    @Test
    void list_is_an_aligned_table_without_colours() {
        Run run = sim("list");

        assertThat(run).isEqualTo(new Run(0, """
                NAME  STATE    ID  MEMORY  IN USE  TTY    OWNER  MADE BY
                db1   running  2   2.0G    72.0M   ttyp1  root   -
                lab1  running  4   768M    72.0M   ttyp2  root   vmm4j
                mail  stopped  3   512M    -       -      root   -
                web1  running  1   1.0G    72.0M   ttyp0  root   -
                """, ""));
    }

    @Test
    void list_as_json_has_the_fields_of_the_api() {
        Run run = sim("list", "--json");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("vms")).hasSize(4);
        JsonNode made = run.json().get("vms").get(1);
        assertThat(made.get("name").asText()).isEqualTo("lab1");
        assertThat(made.get("running").asBoolean()).isTrue();
        assertThat(made.at("/status/maxMemory").asText()).isEqualTo("770M");
        assertThat(made.at("/spec/memory").asText()).isEqualTo("768M");
    }

    @Test
    void probe_names_each_finding_with_its_evidence() {
        Run run = sim("probe");

        assertThat(run.status()).isZero();
        assertThat(run.lines())
                .contains(
                        "  CPU support     yes     vmm0 at mainbus0: VMX/EPT",
                        "  vmd running     yes     vmctl status lists 4 VMs",
                        "  role            VMM Host, vmd running, 4 VMs");
        JsonNode json = sim("probe", "--json").json();
        for (String flag :
                List.of("available", "enabled", "running", "initialized", "cpuSupported", "kernelSupported")) {
            assertThat(json.at("/" + flag + "/verdict").asText()).as(flag).isEqualTo("yes");
            assertThat(json.at("/" + flag + "/evidence").asText()).as(flag).isNotEmpty();
        }
        assertThat(json.get("cpu").asText()).isEqualTo("vmx_ept");
        assertThat(json.get("vms")).hasSize(4);
    }

    @Test
    void show_tells_of_one_vm_and_its_address() {
        assertThat(sim("show", "lab1").lines())
                .startsWith("lab1  running", "  address     100.64.4.3 on tap2")
                .contains("  disk        qcow2:/var/vmm/lab1.qcow2 on /var/vmm/openbsd.qcow2");
        assertThat(sim("show", "mail").lines()).startsWith("mail  stopped");
        assertThat(sim("show", "web1", "--json").json().at("/address/address").asText())
                .isEqualTo("100.64.1.3");
    }

    @Test
    void create_makes_a_disk_and_waits_for_the_address() {
        String[] words = {"create", "w2", "--derive-disk", "/var/vmm/openbsd.qcow2", "qcow2:/var/vmm/w2.qcow2"};

        assertThat(sim(words)).isEqualTo(new Run(0, "w2 is running, its address is 100.64.5.3\n", ""));
        JsonNode json = Run.vmm("--json", "--host", "sim:", words[0], words[1], words[2], words[3], words[4])
                .json();
        assertThat(json.get("name").asText()).isEqualTo("w2");
        assertThat(json.at("/address/source").asText()).isEqualTo("local_interface");
    }

    @Test
    void create_reads_a_specification(@TempDir Path directory) throws Exception {
        String text = sim("show", "lab1", "--json").json().get("spec").toString();
        Path file = Files.writeString(
                directory.resolve("spec.json"),
                text.replace("lab1.qcow2", "lab2.qcow2").replace("lab1", "lab2"));

        assertThat(sim("create", "lab2", "--spec", file.toString()).out()).startsWith("lab2 is running");
        Run other = sim("create", "lab3", "--spec", file.toString());
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("is of lab2, not of lab3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start mail|mail is running, id 3|/state|running",
                "stop web1|web1 has stopped|/outcome|stopped",
                "stop web1 --force|web1 was killed|/outcome|forced",
                "stop mail|mail was not running|/outcome|was_not_running",
                "restart lab1|lab1 is running again, id 4|/state|running",
                "pause web1|web1 is paused|/state|paused",
                "delete lab1 --disks new|lab1 is deleted|/disks|remove_new",
            })
    void what_changes_a_vm_says_so_in_a_sentence_or_a_document(
            String words, String sentence, String pointer, String value) {
        assertThat(sim(words.split(" "))).isEqualTo(new Run(0, sentence + "\n", ""));

        Run json = sim((words + " --json").split(" "));
        assertThat(json.status()).isZero();
        assertThat(json.json().at(pointer).asText()).isEqualTo(value);
        assertThat(json.json().get("name").asText()).isEqualTo(words.split(" ")[1]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "show nope|1|vm-not-found",
                "stop nope|1|vm-not-found",
                "start web1|1|vm-already-running",
                "create web1 --disk qcow2:/var/vmm/mail.qcow2|1|vm-exists",
                "create x1 --disk qcow2:/var/vmm/absent.qcow2|1|vm-file-missing",
                "create x1 --new-disk qcow2:/var/vmm/mail.qcow2 1G|1|vm-file-in-the-way",
                "delete web1|1|vm-defined-elsewhere",
                "console mail|1|vm-not-running",
                "create x1 --disk qcow2:/var/vmm/web1.qcow2|1|vmctl-",
                "create 123 --disk qcow2:/x|2|value-name-read-as-id",
                "create x1 --memory 512MB --disk qcow2:/x|2|value-size-syntax",
                "create x1 --disk /x|2|value-image-without-format",
                "create x1|2|value-spec-nothing-to-boot",
                "show -x|2|usage",
                "show|2|usage",
                "list more|2|usage",
                "lst|2|usage",
                "stop web1 --grace 0|2|usage",
                "delete web1 --disks some|2|usage",
                "create x1 --boot floppy --disk qcow2:/x|2|usage",
                "create x1 --spec /nonexistent|2|usage",
            })
    void a_failure_has_a_status_a_code_and_a_hint_and_no_stack_trace(String words, int status, String code) {
        Run people = sim(words.split(" "));
        Run json = sim((words + " --json").split(" "));

        assertThat(people.status()).isEqualTo(status);
        assertThat(people.out()).isEmpty();
        assertThat(people.err())
                .startsWith("error: ")
                .containsPattern("\n hint: \\S")
                .contains("\n code: " + code)
                .doesNotContain("Exception", "\tat ", "\u001b");
        if (!words.startsWith("console")) {
            JsonNode error = json.json().get("error");
            assertThat(json.status()).isEqualTo(status);
            assertThat(json.err()).isEqualTo(people.err());
            assertThat(error.get("code").asText()).startsWith(code);
            assertThat(error.get("message").asText()).isNotEmpty();
            assertThat(error.get("hint").asText()).isNotEmpty();
            assertThat(error.get("retryable").isBoolean()).isTrue();
            assertThat(error.get("arguments").isObject()).isTrue();
            assertThat(json.json().get("version").asInt()).isEqualTo(1);
        }
    }

    @Test
    void the_hints_of_bad_values_say_what_to_write() {
        assertThat(sim("create", "x1", "--memory", "512MB", "--disk", "qcow2:/x")
                        .err())
                .contains(" hint: Write 512M.\n");
        assertThat(sim("create", "123", "--disk", "qcow2:/x").err()).contains(" hint: Start with a letter: vm123.\n");
    }

    @Test
    void debug_adds_the_stack_trace() {
        assertThat(sim("--debug", "show", "nope").err())
                .contains("VmNotFoundException")
                .contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "sim",
                "probe",
                "doctor",
                "init",
                "list",
                "show",
                "create",
                "start",
                "stop",
                "restart",
                "pause",
                "unpause",
                "delete",
                "console",
                "events",
                "conf",
                "conf list",
                "conf get",
                "conf set",
                "conf add",
                "conf remove",
                "conf check",
                "reboot",
                "reboot prepare",
                "reboot resume",
                "reboot cancel",
                "reboot status"
            })
    void every_command_has_a_help_text_and_is_in_that_of_vmm(String command) {
        String[] words = command.split(" ");
        Run help = Run.vmm((command + " --help").split(" "));

        assertThat(help.status()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: vmm " + command + " [OPTIONS]");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help.lines())
                .as("the section of a manual page stands beside its name")
                .noneMatch(line -> line.strip().startsWith("(")
                        && line.strip().substring(1, 3).matches("\\d\\)"));
        assertThat(help.out()).containsOnlyOnce("see vmm --help.");
        Run group = words.length == 1 ? Run.vmm("--help") : Run.vmm(words[0], "--help");
        assertThat(group.out()).containsPattern("\n  " + words[words.length - 1] + " +[A-Z]");
    }

    @Test
    void no_command_is_wrong_usage() {
        Run run = Run.vmm();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: vmm");
    }

    @Test
    void options_of_the_host_may_stand_behind_the_command() {
        assertThat(Run.vmm("list", "--host", "sim:")).isEqualTo(sim("list"));
    }
}
