package io.vmm4j.vmconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Changes of what is no VM. */
class VmConfGlobalEditTest {

    private static VmConf parse(String text) {
        return VmConf.parse("/etc/vm.conf", text);
    }

    @Test
    void switches_are_added_changed_and_removed() {
        String text = "switch \"lan\" {\n\tinterface veb0 # uplink\n}\nvm a { enable }\n";
        VmConf conf = parse(text);
        SwitchDefinition lan = conf.switchOf("lan").orElseThrow().value();

        assertThat(conf.apply(new VmConfChange.ChangeSwitch(
                        lan.toBuilder().interfaceName("veb1").locked().build())))
                .hasToString(text.replace("veb0", "\"veb1\"").replace("uplink\n", "uplink\n\tlocked lladdr\n"));
        assertThat(conf.apply(new VmConfChange.RemoveSwitch("lan"))).hasToString("vm a { enable }\n");
    }

    @Test
    void settings_are_changed_in_their_place_or_added() {
        String text = "local prefix 10.9.0.0/16 # mine\nsocket owner root\nvm a { enable }\n";
        VmConf conf = parse(text);

        assertThat(conf.apply(new VmConfChange.Set(new GlobalSetting.LocalPrefix("10.8.0.0/16"))))
                .hasToString(text.replace("10.9.0.0/16", "\"10.8.0.0/16\""));
        assertThat(conf.apply(new VmConfChange.Set(new GlobalSetting.StaggeredStart(2, Duration.ofSeconds(3)))))
                .hasToString(text + "\nstaggered start parallel 2 delay 3\n");
        assertThat(conf.apply(new VmConfChange.Unset(GlobalSetting.SocketOwner.class)))
                .hasToString(text.replace("socket owner root\n", ""));
    }
}
