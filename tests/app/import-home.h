/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A home in which other telephones have left their files; full or empty. */

static inline void
import_home_write (const char *home,
                   const char *name,
                   const char *text)
{
  g_autofree char *path = g_build_filename (home, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static inline char *
import_home_new (gboolean full)
{
  char *home = g_dir_make_tmp ("earshot-home-XXXXXX", NULL);

  g_assert_nonnull (home);
  if (!full)
    return home;
  import_home_write (home, ".twinkle/work.cfg",
                     "user_name=anna\nuser_domain=example.org\nuser_display=Anna Köhler\nauth_pass=secret\nauth_name=ak17\n"
                     "sip_transport=udp\n");
  import_home_write (home, ".twinkle/home.cfg", "user_name=anna.koehler\nuser_domain=home.example\nsip_transport=tcp\n");
  import_home_write (home, ".twinkle/twinkle.ab",
                     "first_name|infix_name|last_name|sip_address|remark\nVincent|van|Gogh|sip:vincent@example.org|\n"
                     "Zoë||Ortiz|sip:zoe@example.org|\nOffice|||030 1234|\nMaximiliane||Hohenstein|sip:max@example.org|\n");
  import_home_write (home, ".twinkle/twinkle.ch",
                     "time_start|time_answer\n1709288100|1709288105|1709288165|in|Zoë|sip:zoe@example.org||A|"
                     "sip:anna@example.org|||||||remote user|200|OK|X|work\n"
                     "1719288200|0|1719288205|in||sip:eve@example.org||A|sip:anna@example.org|||||||failure|408|X|X|work\n");
  import_home_write (home, ".config/linphone/linphonerc",
                     "[sip]\ndefault_proxy=0\nmedia_encryption=zrtp\n[proxy_0]\nreg_identity=\"Anna\" <sip:anna@linphone.example>\n"
                     "reg_proxy=<sip:linphone.example;transport=tls>\n[auth_info_0]\nusername=anna\nha1=5ebe2294ecd0e0f0\n"
                     "domain=linphone.example\n");
  return home;
}

static inline void
import_home_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      import_home_remove (below);
    }
  g_remove (path);
}
