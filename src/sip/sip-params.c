/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* URIs, addresses and Vias all end in ";name=value" and differ only in what a value may be. */

#include "sip-params.h"

#include <string.h>

#include "sip-limits.h"

static void
param_clear (gpointer data)
{
  SipParam *param = data;

  g_free (param->name);
  g_free (param->value);
  g_free (param->written);
}

static void
append (SipParams *self,
        SipParam   param)
{
  if (self->items == NULL)
    {
      self->items = g_array_sized_new (FALSE, FALSE, sizeof (SipParam), 4);
      g_array_set_clear_func (self->items, param_clear);
    }
  g_array_append_val (self->items, param);
}

static gboolean
is_full (SipParams   *self,
         const char **fault)
{
  if (sip_params_count (self) < SIP_MAX_PARAMS)
    return FALSE;
  *fault = "too many parameters";
  return TRUE;
}

gboolean
sip_params_read_uri (SipParams   *self,
                     SipCursor   *from,
                     const char **fault)
{
  while (sip_cursor_take (from, ';'))
    {
      const char *start = from->at;
      SipSlice name = sip_cursor_take_escaped (from, SIP_CHAR_PARAM);
      SipSlice value = { NULL, 0 };

      if (name.length == 0)
        return *fault = "parameter without a name", FALSE;
      if (sip_cursor_take (from, '='))
        {
          value = sip_cursor_take_escaped (from, SIP_CHAR_PARAM);
          if (value.length == 0)
            return *fault = "parameter without the value after '='", FALSE;
        }
      if (is_full (self, fault))
        return FALSE;
      append (self, (SipParam) {
        .name = sip_escape_normalise (name),
        .value = value.data != NULL ? sip_escape_normalise (value) : NULL,
        .written = g_strndup (start, (gsize) (from->at - start)),
      });
    }
  return TRUE;
}

static gboolean
read_header_value (SipCursor   *from,
                   SipParam    *param,
                   const char **fault)
{
  const char *start = from->at;
  SipSlice value;

  if (sip_cursor_peek (from) == '"')
    {
      if (!sip_cursor_take_quoted (from, &value))
        return *fault = "quoted parameter value without an end", FALSE;
      param->value = sip_quoted_decode (value);
      g_free (param->written);
      /* Written again by our own rule where the octets could not go through a C string unchanged. */
      if (memchr (value.data, '\0', value.length) == NULL)
        {
          param->written = g_strdup_printf ("%s=%.*s", param->name, (int) (from->at - start), start);
          return TRUE;
        }
      g_autoptr (GString) text = g_string_new (param->name);
      g_string_append_c (text, '=');
      sip_quoted_append (text, param->value);
      param->written = g_string_free_and_steal (g_steal_pointer (&text));
      return TRUE;
    }

  value = sip_cursor_take_all (from, SIP_CHAR_VALUE);
  if (value.length == 0)
    return *fault = "parameter without the value after '='", FALSE;
  param->value = sip_slice_dup (value);
  g_free (param->written);
  param->written = g_strdup_printf ("%s=%s", param->name, param->value);
  return TRUE;
}

gboolean
sip_params_read_header (SipParams   *self,
                        SipCursor   *from,
                        const char **fault)
{
  while (sip_cursor_take_between (from, ';'))
    {
      SipSlice name = sip_cursor_take_all (from, SIP_CHAR_TOKEN);
      SipParam param = { NULL };

      if (name.length == 0)
        return *fault = "parameter without a name", FALSE;
      if (is_full (self, fault))
        return FALSE;
      param.name = sip_slice_dup (name);
      param.written = g_strdup (param.name);
      if (sip_cursor_take_between (from, '=') && !read_header_value (from, &param, fault))
        {
          param_clear (&param);
          return FALSE;
        }
      append (self, param);
    }
  sip_cursor_skip_space (from);
  return TRUE;
}

void
sip_params_copy (SipParams       *self,
                 const SipParams *from)
{
  sip_params_clear (self);
  for (guint i = 0; i < sip_params_count (from); i++)
    {
      const SipParam *param = sip_params_nth (from, i);

      append (self, (SipParam) {
        .name = g_strdup (param->name),
        .value = g_strdup (param->value),
        .written = g_strdup (param->written),
      });
    }
}

void
sip_params_clear (SipParams *self)
{
  g_clear_pointer (&self->items, g_array_unref);
}

guint
sip_params_count (const SipParams *self)
{
  return self->items != NULL ? self->items->len : 0;
}

const SipParam *
sip_params_nth (const SipParams *self,
                guint            index)
{
  g_assert (index < sip_params_count (self));

  return &g_array_index (self->items, SipParam, index);
}

const SipParam *
sip_params_find (const SipParams *self,
                 const char      *name)
{
  for (guint i = 0; i < sip_params_count (self); i++)
    {
      const SipParam *param = sip_params_nth (self, i);

      if (g_ascii_strcasecmp (param->name, name) == 0)
        return param;
    }
  return NULL;
}

const char *
sip_params_get (const SipParams *self,
                const char      *name)
{
  const SipParam *param = sip_params_find (self, name);

  if (param == NULL)
    return NULL;
  return param->value != NULL ? param->value : "";
}

static void
set (SipParams  *self,
     const char *name,
     const char *value,
     char       *written)
{
  SipParam param = { g_strdup (name), *value != '\0' ? g_strdup (value) : NULL, written };

  for (guint i = 0; i < sip_params_count (self); i++)
    {
      SipParam *old = &g_array_index (self->items, SipParam, i);

      if (g_ascii_strcasecmp (old->name, name) == 0)
        {
          param_clear (old);
          *old = param;
          return;
        }
    }
  append (self, param);
}

static void
unset (SipParams  *self,
       const char *name)
{
  for (guint i = sip_params_count (self); i > 0; i--)
    if (g_ascii_strcasecmp (sip_params_nth (self, i - 1)->name, name) == 0)
      g_array_remove_index (self->items, i - 1);
}

void
sip_params_set_uri (SipParams  *self,
                    const char *name,
                    const char *value)
{
  g_autoptr (GString) written = g_string_new (NULL);

  if (value == NULL)
    {
      unset (self, name);
      return;
    }
  sip_escape_append (written, name, SIP_CHAR_PARAM);
  if (*value != '\0')
    {
      g_string_append_c (written, '=');
      sip_escape_append (written, value, SIP_CHAR_PARAM);
    }
  set (self, name, value, g_string_free_and_steal (g_steal_pointer (&written)));
}

void
sip_params_set_header (SipParams  *self,
                       const char *name,
                       const char *value)
{
  g_autoptr (GString) written = g_string_new (name);

  if (value == NULL)
    {
      unset (self, name);
      return;
    }
  if (*value != '\0')
    {
      g_string_append_c (written, '=');
      if (sip_slice_is_all (sip_slice (value, -1), SIP_CHAR_TOKEN))
        g_string_append (written, value);
      else
        sip_quoted_append (written, value);
    }
  set (self, name, value, g_string_free_and_steal (g_steal_pointer (&written)));
}

void
sip_params_append_to (const SipParams *self,
                      GString         *to)
{
  for (guint i = 0; i < sip_params_count (self); i++)
    {
      g_string_append_c (to, ';');
      g_string_append (to, sip_params_nth (self, i)->written);
    }
}

char
sip_escape_decode (const char *escape)
{
  return (char) (g_ascii_xdigit_value (escape[1]) << 4 | g_ascii_xdigit_value (escape[2]));
}

char *
sip_escape_normalise (SipSlice text)
{
  GString *normal;

  if (memchr (text.data, '%', text.length) == NULL)
    return sip_slice_dup (text);

  normal = g_string_sized_new (text.length);
  for (gsize i = 0; i < text.length; i++)
    {
      char c = text.data[i];

      if (c == '%' && i + 2 < text.length)
        {
          char decoded = sip_escape_decode (text.data + i);

          i += 2;
          if (g_ascii_isalnum (decoded) || (decoded != '\0' && strchr ("-_.!~*'()", decoded) != NULL))
            g_string_append_c (normal, decoded);
          else
            g_string_append_printf (normal, "%%%02X", (guint8) decoded);
        }
      else
        g_string_append_c (normal, c);
    }
  return g_string_free_and_steal (normal);
}

void
sip_escape_append (GString      *to,
                   const char   *text,
                   SipCharClass  classes)
{
  SipCursor rest = sip_cursor (sip_slice (text, -1));

  while (!sip_cursor_at_end (&rest))
    {
      SipSlice good = sip_cursor_take_escaped (&rest, classes);

      g_string_append_len (to, good.data, (gssize) good.length);
      if (!sip_cursor_at_end (&rest))
        g_string_append_printf (to, "%%%02X", (guint8) *rest.at++);
    }
}
