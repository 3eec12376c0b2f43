package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmSpecJsonTest {

    private static final String SMALLEST = "{'version':1,'name':'web1','kernel':'/bsd'}";

    @Test
    void a_document_is_what_a_person_would_write() throws Exception {
        VmSpec spec = VmSpec.builder("web1")
                .memory("1G")
                .disk(DiskSpec.derivedFrom(HostPath.of("/base.qcow2"), DiskImage.qcow2("/web1.qcow2")))
                .disk(DiskSpec.copyOf(DiskImage.raw("/src.raw"), DiskImage.raw("/b.raw"), DiskSize.of("20G")))
                .disk(DiskSpec.blank(DiskImage.raw("/c.raw"), DiskSize.of("5G")))
                .disk(DiskImage.raw("/d.raw"))
                .cdrom(HostPath.of("/x.iso"))
                .bootDevice(BootDevice.CDROM)
                .network(NetworkMode.local())
                .network(NetworkMode.bridged("lan"))
                .build();

        String expected = """
                {"version":1,"name":"web1","memory":"1024M","disks":[
                 {"kind":"derived","image":"qcow2:/web1.qcow2","base":"/base.qcow2"},
                 {"kind":"copy","image":"raw:/b.raw","source":"raw:/src.raw","size":"20480M"},
                 {"kind":"blank","image":"raw:/c.raw","size":"5120M"},
                 {"kind":"existing","image":"raw:/d.raw"}],
                 "cdrom":"/x.iso","bootDevice":"cdrom",
                 "networks":[{"mode":"local"},{"mode":"bridged","switch":"lan"}]}""";
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(spec.toJson())).isEqualTo(mapper.readTree(expected));
        assertThat(VmSpec.fromJson(expected)).isEqualTo(spec);
    }

    @Test
    void what_is_left_out_takes_its_default() {
        VmSpec spec = VmSpec.fromJson(SMALLEST.replace('\'', '"'));

        assertThat(spec)
                .isEqualTo(VmSpec.builder("web1").kernel(HostPath.of("/bsd")).build());
    }

    @Property(tries = 300)
    void every_vm_survives_being_written_and_read(@ForAll("specs") VmSpec spec) {
        assertThat(VmSpec.fromJson(spec.toJson())).isEqualTo(spec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'version':1,'name':'web1','kernel':'/bsd','cpus':2} | JSON_UNKNOWN_FIELD | cpus",
                "{'version':1,'name':'web1','disks':[{'kind':'existing','image':'raw:/a','size':'1G'}]} | JSON_UNKNOWN_FIELD | disks[0].size",
                "{'version':1,'name':'web1','networks':[{'mode':'local','switch':'x'}],'kernel':'/bsd'} | JSON_UNKNOWN_FIELD | networks[0].switch",
                "{'version':1,'kernel':'/bsd'} | JSON_MISSING_FIELD | name",
                "{'name':'web1','kernel':'/bsd'} | JSON_MISSING_FIELD | version",
                "{'version':1,'name':'web1','disks':[{'image':'raw:/a'}]} | JSON_MISSING_FIELD | disks[0].kind",
                "{'version':1,'name':'web1','disks':[{'kind':'blank','image':'raw:/a'}]} | JSON_MISSING_FIELD | disks[0].size",
                "{'version':2,'name':'web1','kernel':'/bsd'} | JSON_VERSION | version",
                "{'version':'1','name':'web1','kernel':'/bsd'} | JSON_VERSION | version",
                "{'version':1,'name':7,'kernel':'/bsd'} | JSON_WRONG_TYPE | name",
                "{'version':1,'name':'web1','kernel':null} | JSON_WRONG_TYPE | kernel",
                "{'version':1,'name':'web1','disks':{}} | JSON_WRONG_TYPE | disks",
                "{'version':1,'name':'web1','disks':['raw:/a']} | JSON_WRONG_TYPE | disks[0]",
                "[] | JSON_WRONG_TYPE | document",
                "null | JSON_WRONG_TYPE | document",
                "{'version':1,'name':'web1','kernel':'/bsd','bootDevice':'floppy'} | JSON_UNKNOWN_WORD | bootDevice",
                "{'version':1,'name':'web1','disks':[{'kind':'nfs','image':'raw:/a'}]} | JSON_UNKNOWN_WORD | disks[0].kind",
                "{'version':1,'name':'web1','networks':[{'mode':'Local'}]} | JSON_UNKNOWN_WORD | networks[0].mode",
                "{'version':1,'name':'1a','kernel':'/bsd'} | NAME_FIRST_CHARACTER | name",
                "{'version':1,'name':'web1','memory':'512MB','kernel':'/bsd'} | SIZE_SYNTAX | memory",
                "{'version':1,'name':'web1','disks':[{'kind':'blank','image':'raw:/a','size':'20GB'}]} | SIZE_SYNTAX | disks[0].size",
                "{'version':1,'name':'web1','disks':[{'kind':'derived','image':'raw:/a','base':'/b'}]} | DISK_BASE_NEEDS_QCOW2 | disks[0]",
                "{'version':1,'name':'web1'} | SPEC_NOTHING_TO_BOOT | VM",
            })
    void a_document_with_a_mistake_is_refused_by_the_field_that_has_it(String json, ValueError rule, String argument) {
        InvalidValueException refused = refused(json.replace('\'', '"'));

        assertThat(refused.code()).isEqualTo(rule);
        assertThat(refused.arguments()).containsEntry("argument", argument);
        assertThat(refused.getMessage() + refused.hint()).doesNotContain("{", "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'version':1,'version':1,'name':'web1','kernel':'/bsd'}",
                "{'version':1,'name':'web1','kernel':'/bsd'} {}",
                "{'version':1,'name':'web1','kernel':'/bsd'",
                "{version:1}",
                "web1",
            })
    void what_is_no_json_is_refused_with_the_place(String json) {
        InvalidValueException refused = refused(json.replace('\'', '"'));

        assertThat(refused.code()).isEqualTo(ValueError.JSON_SYNTAX);
        assertThat(refused.hint()).matches("Correct it at line [0-9]+, column [0-9]+\\.");
    }

    @Test
    void an_empty_document_is_refused() {
        assertThat(refused("").code()).isEqualTo(ValueError.JSON_WRONG_TYPE);
        assertThat(refused("[".repeat(100_000)).code()).isEqualTo(ValueError.JSON_SYNTAX);
    }

    @Property
    void any_text_is_a_vm_or_refused(@ForAll String text) {
        assertThat(refused(text)).isNotNull();
    }

    @Provide
    Arbitrary<VmSpec> specs() {
        Arbitrary<String> paths = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("é日'\"\\")
                .ofMaxLength(20);
        Arbitrary<DiskSpec> disks = Combinators.combine(
                        paths, Arbitraries.integers().between(0, 3))
                .as((path, kind) -> disk("/d/" + path, kind));
        Arbitrary<NetworkMode> networks = Arbitraries.of(
                NetworkMode.local(), NetworkMode.bridged("lan"), NetworkMode.bridged("a \"b\" \\ 'c' é"));
        return Combinators.combine(
                        disks.list()
                                .ofMaxSize(4)
                                .uniqueElements(disk -> disk.image().path()),
                        networks.list().ofMaxSize(4),
                        paths.optional(),
                        Arbitraries.longs().between(1, 131072))
                .as((diskList, networkList, iso, memory) -> {
                    VmSpecBuilder builder = VmSpec.builder("web1")
                            .disks(diskList)
                            .networks(networkList)
                            .memory(MemorySize.ofMebibytes(memory))
                            .kernel(HostPath.of("/bsd"));
                    iso.ifPresent(path -> builder.cdrom(HostPath.of("/iso/" + path)));
                    return builder.build();
                });
    }

    private static DiskSpec disk(String path, int kind) {
        DiskImage image = DiskImage.qcow2(path);
        return switch (kind) {
            case 0 -> DiskSpec.existing(image);
            case 1 -> DiskSpec.blank(image, DiskSize.ofMebibytes(path.length()));
            case 2 -> DiskSpec.copyOf(DiskImage.raw("/source"), image);
            default -> DiskSpec.derivedFrom(HostPath.of("/base"), image);
        };
    }

    private static InvalidValueException refused(String json) {
        return catchThrowableOfType(InvalidValueException.class, () -> VmSpec.fromJson(json));
    }
}
