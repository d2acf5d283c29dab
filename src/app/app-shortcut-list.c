/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the keys a person chooses belong to the desktop; what they do is ours, and is said in one list. */

#include "app-shortcut-list.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-call-keys.h"

#define TALK "push-to-talk"

static const struct
{
  const char *id;
  const char *title;
  gboolean (*perform) (Phone *phone); /* NULL: it matters how long the key is pressed */
} shortcuts[APP_SHORTCUT_LIST_LENGTH] = {
  { "answer", N_("Answer"), app_call_keys_answer },
  { "hang-up", N_("Hang up or decline"), app_call_keys_hang_up },
  { "mute", N_("Mute or unmute"), app_call_keys_mute },
  { TALK, N_("Talk while pressed"), NULL },
};

/**
 * app_shortcut_list_get_title:
 * @position: which
 *
 * Returns: (transfer none) (nullable): what it does, for people; %NULL after the last
 */
const char *
app_shortcut_list_get_title (guint position)
{
  return position < G_N_ELEMENTS (shortcuts) ? _(shortcuts[position].title) : NULL;
}

/**
 * app_shortcut_list_build:
 *
 * Returns: (transfer floating): what the portal is asked for, as a(sa{sv})
 */
GVariant *
app_shortcut_list_build (void)
{
  g_auto (GVariantBuilder) wanted = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sa{sv})"));

  for (gsize n = 0; n < G_N_ELEMENTS (shortcuts); n++)
    {
      g_auto (GVariantDict) about = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&about, "description", "s", _(shortcuts[n].title));
      g_variant_builder_add (&wanted, "(s@a{sv})", shortcuts[n].id, g_variant_dict_end (&about));
    }
  return g_variant_builder_end (&wanted);
}

/**
 * app_shortcut_list_clear:
 * @list: a list
 *
 * Forgets which keys they are.
 */
void
app_shortcut_list_clear (AppShortcutList *list)
{
  for (gsize n = 0; n < G_N_ELEMENTS (shortcuts); n++)
    g_clear_pointer (&list->triggers[n], g_free);
}

/**
 * app_shortcut_list_take:
 * @list: a list
 * @bound: what the portal says, a(sa{sv})
 *
 * Learns which keys they are.
 */
void
app_shortcut_list_take (AppShortcutList *list,
                        GVariant        *bound)
{
  GVariantIter iter;
  const char *id;
  GVariant *about;

  app_shortcut_list_clear (list);
  g_variant_iter_init (&iter, bound);
  while (g_variant_iter_loop (&iter, "(&s@a{sv})", &id, &about))
    {
      for (gsize n = 0; n < G_N_ELEMENTS (shortcuts); n++)
        {
          if (g_str_equal (id, shortcuts[n].id) && list->triggers[n] == NULL)
            g_variant_lookup (about, "trigger_description", "s", &list->triggers[n]);
        }
    }
}

/**
 * app_shortcut_list_press:
 * @phone: a phone
 * @id: of what was pressed; an unknown one does nothing
 * @down: %FALSE: it was let go
 *
 * Does what the key is for. One that is pressed to talk is heard while it is down; let go, it mutes.
 */
void
app_shortcut_list_press (Phone      *phone,
                         const char *id,
                         gboolean    down)
{
  if (g_str_equal (id, TALK))
    {
      app_call_keys_set_muted (phone, !down);
      return;
    }
  for (gsize n = 0; down && n < G_N_ELEMENTS (shortcuts); n++)
    {
      if (g_str_equal (id, shortcuts[n].id))
        shortcuts[n].perform (phone);
    }
}
