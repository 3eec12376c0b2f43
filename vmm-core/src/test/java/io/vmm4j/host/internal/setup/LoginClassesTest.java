package io.vmm4j.host.internal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginClassesTest {

    private static final String AS_INSTALLED = """
            default:\\
            	:umask=022:\\
            	:datasize-max=1024M:\\
            	:datasize-cur=1024M:

            # Settings used by /etc/rc and root
            daemon:\\
            	:datasize=infinity:\\
            	:tc=default:

            staff:\\
            	:datasize-cur=1536M:\\
            	:datasize-max=infinity:\\
            	:tc=default:
            """;

    private static final LoginClasses CLASSES = LoginClasses.parse(AS_INSTALLED);

    @Test
    void what_a_class_says_goes_before_what_it_continues_with() {
        assertThat(CLASSES.dataSize("daemon")).contains(Long.MAX_VALUE);
        assertThat(CLASSES.dataSize("staff")).contains(1536L << 20);
    }

    @Test
    void a_limit_is_the_smaller_of_the_two() {
        assertThat(CLASSES.dataSize("default")).contains(1024L << 20);
    }

    @Test
    void the_first_class_of_a_name_counts() {
        LoginClasses own = LoginClasses.parse("vmd:\\\n\t:datasize=8G:\\\n\t:tc=daemon:\n" + AS_INSTALLED);

        assertThat(own.has("vmd")).isTrue();
        assertThat(own.dataSize("vmd")).contains(8L << 30);
        assertThat(own.dataSize("nobody")).isEmpty();
    }

    @Test
    void a_class_that_continues_with_itself_ends() {
        assertThat(LoginClasses.parse("a:tc=a:\n").dataSize("a")).isEmpty();
    }
}
