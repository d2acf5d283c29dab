/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every test of a search asks the same way; what differs is what DNS says. */

#include "doubles-search.h"

void
doubles_search_set_up (DoublesSearch *self,
                       gconstpointer  data)
{
  self->clock = doubles_clock_new ();
  self->resolver = doubles_resolver_new ();
  self->naptr = doubles_naptr_new ();
  self->tokens = sip_tokens_new_seeded (1);
}

void
doubles_search_tear_down (DoublesSearch *self,
                          gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_cmpuint (doubles_resolver_get_n_held (self->resolver), ==, 0);
  g_clear_pointer (&self->remembered, transport_target_unref);
  g_object_unref (self->tokens);
  g_assert_finalize_object (self->naptr);
  g_assert_finalize_object (self->resolver);
  g_assert_finalize_object (self->clock);
}

void
doubles_search_serve (DoublesSearch *self,
                      const char    *name,
                      const char    *records)
{
  g_auto (GStrv) list = g_strsplit (records, "; ", -1);

  doubles_resolver_set_servers (self->resolver, name, (const char *const *) list);
}

void
doubles_search_start (DoublesSearch *self,
                      const char    *server,
                      GCancellable  *cancellable,
                      DoublesAnswer *answer)
{
  TransportSearchMeans means = { SIP_CLOCK (self->clock), self->tokens, G_RESOLVER (self->resolver),
                                 TRANSPORT_NAPTR_QUERY (self->naptr) };
  TransportPlace *place = transport_place_parse (server, NULL);

  transport_search_async (&means, place, self->remembered, cancellable, doubles_answer_cb, answer);
  doubles_wait_settle ();
}

static char *
say (GPtrArray *targets)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < targets->len; i++)
    {
      TransportTarget *target = g_ptr_array_index (targets, i);
      const char *address = transport_target_get_address (target);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, transport_target_get_uri (target));
      if (address != NULL)
        g_string_append_printf (text, "@%s", address);
      g_assert_cmpstr (transport_target_get_identity (target), ==, "example.org");
    }

  return g_string_free_and_steal (text);
}

void
doubles_search_assert_ends (DoublesAnswer *answer,
                            const char    *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = transport_search_finish (doubles_answer_wait (answer), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = say (targets);
  g_assert_cmpstr (text, ==, expected);
}

void
doubles_search_assert_finds (DoublesSearch *self,
                             const char    *server,
                             const char    *expected)
{
  g_auto (DoublesAnswer) answer = { 0 };

  doubles_search_start (self, server, NULL, &answer);
  doubles_search_assert_ends (&answer, expected);
}
