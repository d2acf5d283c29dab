/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may be said about one request and no more: extra headers and anonymity (CONTRACT U6, U10, U14).
 * A value may be shared by many requests, so it is sealed at its first use. The rules of what a header may
 * be are not repeated here: the builder is asked.
 */

#include "ua-options.h"

#include "sip-message-builder.h"
#include "ua-options-private.h"

typedef struct
{
  char *name;
  char *value;
} Line;

struct _UaOptions
{
  GArray     *lines;
  SipAddress *from;
  gboolean    anonymous;
  UaReplaces *replaces; /* NULL: none */
  gboolean    replaces_required;
  gboolean    sealed;
};

G_DEFINE_BOXED_TYPE (UaOptions, ua_options, ua_options_ref, ua_options_unref)

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_free (line->value);
}

static void
clear_options (gpointer data)
{
  UaOptions *self = data;

  g_array_unref (self->lines);
  g_clear_pointer (&self->from, sip_address_unref);
  g_clear_pointer (&self->replaces, ua_replaces_free);
}

/**
 * ua_options_new:
 *
 * Makes options that say nothing.
 *
 * Returns: (transfer full): the options
 */
UaOptions *
ua_options_new (void)
{
  UaOptions *self = g_atomic_rc_box_new0 (UaOptions);

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  return self;
}

/**
 * ua_options_ref:
 * @self: the options
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaOptions *
ua_options_ref (UaOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_options_unref:
 * @self: (transfer full): the options
 *
 * Lets a reference go.
 */
void
ua_options_unref (UaOptions *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_options);
}

static SipMessageBuilder *
make_scratch_request (void)
{
  g_autoptr (SipUri) nowhere = sip_uri_new (SIP_URI_SCHEME_SIP, NULL, "scratch.invalid", 0);

  return sip_message_builder_new_request (SIP_METHOD_OPTIONS, nowhere);
}

/**
 * ua_options_add_header:
 * @self: the options
 * @name: the header's name
 * @value: its value, UTF-8, one line
 * @error: what was wrong
 *
 * Adds one header to the request (U6, U10, U14).
 *
 * Returns: %FALSE and @error when name or value may not stand in a message
 */
gboolean
ua_options_add_header (UaOptions   *self,
                       const char  *name,
                       const char  *value,
                       GError     **error)
{
  g_return_val_if_fail (self != NULL && !self->sealed, FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  g_autoptr (SipMessageBuilder) scratch = make_scratch_request ();

  if (!sip_message_builder_add_extra (scratch, name, value, error))
    return FALSE;

  Line line = { g_strdup (name), g_strdup (value) };
  g_array_append_val (self->lines, line);
  return TRUE;
}

/**
 * ua_options_set_anonymous:
 * @self: the options
 * @anonymous: whether the person stays unnamed
 *
 * Hides who asks: From is anonymous and the server is asked for privacy (RFC 3323 §4.1; U14).
 */
void
ua_options_set_anonymous (UaOptions *self,
                          gboolean   anonymous)
{
  g_return_if_fail (self != NULL && !self->sealed);

  self->anonymous = anonymous;
}

/**
 * ua_options_get_anonymous:
 * @self: the options
 *
 * Tells whether the person stays unnamed.
 *
 * Returns: %TRUE when anonymous
 */
gboolean
ua_options_get_anonymous (UaOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->anonymous;
}

/**
 * ua_options_set_from:
 * @self: the options
 * @from: (nullable): the address that speaks
 *
 * Lets an agent that stands for several addresses speak as one of them; its tag is the stack's to add.
 */
void
ua_options_set_from (UaOptions  *self,
                     SipAddress *from)
{
  g_return_if_fail (self != NULL && !self->sealed);

  g_clear_pointer (&self->from, sip_address_unref);
  if (from != NULL)
    self->from = sip_address_ref (from);
}

/**
 * ua_options_get_from:
 * @self: the options
 *
 * Tells who speaks.
 *
 * Returns: (transfer none) (nullable): the address; %NULL: the agent's own
 */
SipAddress *
ua_options_get_from (UaOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->from;
}

/* @replaces: transfer full. */
void
ua_options_take_replaces (UaOptions  *self,
                          UaReplaces *replaces,
                          gboolean    required)
{
  g_return_if_fail (self != NULL && !self->sealed && replaces != NULL);

  g_clear_pointer (&self->replaces, ua_replaces_free);
  self->replaces = replaces;
  self->replaces_required = required;
}

/**
 * ua_options_set_replaces:
 * @self: the options
 * @call_id: the Call-ID of the call that is to be replaced
 * @local_tag: (nullable): the tag of the telephone whose place we take, as its dialog-info tells it
 * @remote_tag: (nullable): the tag of its far end, which gets the INVITE
 * @early_only: only while it rings
 *
 * Lets the call take the place of another (RFC 3891), which the far end must be able to do.
 *
 * Returns: %FALSE, and nothing is set, when one of them could not stand in a message
 */
gboolean
ua_options_set_replaces (UaOptions  *self,
                         const char *call_id,
                         const char *local_tag,
                         const char *remote_tag,
                         gboolean    early_only)
{
  g_return_val_if_fail (self != NULL && !self->sealed && call_id != NULL, FALSE);

  UaReplaces *replaces = ua_replaces_new (call_id, remote_tag, local_tag, early_only);

  if (replaces == NULL)
    return FALSE;
  ua_options_take_replaces (self, replaces, TRUE);
  return TRUE;
}

/**
 * ua_options_get_n_headers:
 * @self: the options
 *
 * Counts the added headers.
 *
 * Returns: how many
 */
guint
ua_options_get_n_headers (UaOptions *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

/**
 * ua_options_get_header:
 * @self: the options
 * @index: below ua_options_get_n_headers()
 * @name: (out) (transfer none): the name
 * @value: (out) (transfer none): the value
 *
 * Reads one added header.
 */
void
ua_options_get_header (UaOptions   *self,
                       guint        index,
                       const char **name,
                       const char **value)
{
  g_return_if_fail (self != NULL && index < self->lines->len);
  g_return_if_fail (name != NULL && value != NULL);

  const Line *line = &g_array_index (self->lines, Line, index);

  *name = line->name;
  *value = line->value;
}

static void
write_replaces (UaOptions         *self,
                SipMessageBuilder *request)
{
  g_autofree char *value = ua_replaces_to_string (self->replaces);

  sip_message_builder_set_header (request, SIP_HEADER_REPLACES, value);
  if (self->replaces_required)
    sip_message_builder_add_header (request, SIP_HEADER_REQUIRE, "replaces");
}

/**
 * ua_options_apply:
 * @self: the options
 * @request: the request being written
 *
 * Seals the options and writes their headers into @request.
 */
void
ua_options_apply (UaOptions         *self,
                  SipMessageBuilder *request)
{
  g_return_if_fail (self != NULL && request != NULL);

  self->sealed = TRUE;
  if (self->replaces != NULL)
    write_replaces (self, request);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      g_autoptr (GError) error = NULL;

      if (!sip_message_builder_add_extra (request, line->name, line->value, &error))
        g_critical ("a header that was checked is refused: %s", error->message);
    }
}
