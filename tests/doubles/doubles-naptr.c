/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* NAPTR records are written for machines; a test writes them as a zone file has them. */

#include "doubles-naptr.h"

#include "transport-naptr.h"
#include "transport.h"

#include <string.h>

struct _DoublesNaptr
{
  TransportNaptrQuery parent_instance;

  GByteArray *answer;
  gboolean failing;
  gboolean hold;
  GPtrArray *held; /* of GTask */
  GString *heard;
};

G_DEFINE_FINAL_TYPE (DoublesNaptr, doubles_naptr, TRANSPORT_TYPE_NAPTR_QUERY)

static void
put (GByteArray *message,
     guint       number)
{
  guint8 octets[] = { (guint8) (number >> 8), (guint8) number };

  g_byte_array_append (message, octets, sizeof octets);
}

static void
put_string (GByteArray *message,
            const char *text,
            gsize       length)
{
  guint8 octet = (guint8) length;

  g_byte_array_append (message, &octet, 1);
  g_byte_array_append (message, (const guint8 *) text, (guint) length);
}

static void
put_word (GByteArray *message,
          const char *word)
{
  put_string (message, word, g_str_equal (word, "-") ? 0 : strlen (word));
}

static void
put_name (GByteArray *message,
          const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);

  for (char **label = labels; *label != NULL; label++)
    if (**label != '\0')
      put_string (message, *label, strlen (*label));
  put_string (message, "", 0);
}

static void
put_record (GByteArray *message,
            const char *record)
{
  g_auto (GStrv) words = g_strsplit (record, " ", 6);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  g_assert_cmpuint (g_strv_length (words), ==, 6);
  put (data, (guint) g_ascii_strtoull (words[0], NULL, 10));
  put (data, (guint) g_ascii_strtoull (words[1], NULL, 10));
  put_word (data, words[2]);
  put_word (data, words[3]);
  put_word (data, words[4]);
  put_name (data, words[5]);

  put (message, 0xc00c); /* the name in the question */
  put (message, 35);     /* NAPTR */
  put (message, 1);      /* IN */
  put (message, 0);
  put (message, 60);
  put (message, data->len);
  g_byte_array_append (message, data->data, data->len);
}

GByteArray *
doubles_naptr_write (const char *const *records)
{
  GByteArray *message = g_byte_array_new ();

  put (message, 0);
  put (message, 0x8180); /* a response, recursion and all, without error */
  put (message, 1);
  put (message, g_strv_length ((char **) records));
  put (message, 0);
  put (message, 0);
  put_name (message, "example.org");
  put (message, 35);
  put (message, 1);
  for (; *records != NULL; records++)
    put_record (message, *records);

  return message;
}

static void
answer (DoublesNaptr *self,
        GTask        *task)
{
  GPtrArray *records = transport_naptr_parse (self->answer->data, self->answer->len, NULL);

  g_assert_nonnull (records);
  if (!self->failing)
    {
      g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  g_ptr_array_unref (records);
  g_task_return_new_error (task, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "DNS fails, says the test");
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  DoublesNaptr *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->held, task))
    g_task_return_error_if_cancelled (task);
}

static void
doubles_naptr_ask_async (TransportNaptrQuery *query,
                         const char          *domain,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  DoublesNaptr *self = DOUBLES_NAPTR (query);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_string_append_printf (self->heard, "%s ", domain);
  if (!self->hold)
    {
      answer (self, task);
      return;
    }

  g_ptr_array_add (self->held, g_object_ref (task));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, G_CONNECT_DEFAULT);
}

static GPtrArray *
doubles_naptr_ask_finish (TransportNaptrQuery  *query,
                          GAsyncResult         *result,
                          GError              **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
doubles_naptr_finalize (GObject *object)
{
  DoublesNaptr *self = DOUBLES_NAPTR (object);

  g_byte_array_unref (self->answer);
  g_ptr_array_unref (self->held);
  g_string_free (self->heard, TRUE);

  G_OBJECT_CLASS (doubles_naptr_parent_class)->finalize (object);
}

static void
doubles_naptr_class_init (DoublesNaptrClass *klass)
{
  TransportNaptrQueryClass *query_class = TRANSPORT_NAPTR_QUERY_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = doubles_naptr_finalize;
  query_class->ask_async = doubles_naptr_ask_async;
  query_class->ask_finish = doubles_naptr_ask_finish;
}

static void
doubles_naptr_init (DoublesNaptr *self)
{
  self->answer = doubles_naptr_write ((const char *[]) { NULL });
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->heard = g_string_new (NULL);
}

DoublesNaptr *
doubles_naptr_new (void)
{
  return g_object_new (DOUBLES_TYPE_NAPTR, NULL);
}

void
doubles_naptr_set_records (DoublesNaptr      *self,
                           const char *const *records)
{
  g_byte_array_unref (self->answer);
  self->answer = doubles_naptr_write (records);
}

void
doubles_naptr_set_failing (DoublesNaptr *self,
                           gboolean      failing)
{
  self->failing = failing;
}

void
doubles_naptr_hold (DoublesNaptr *self,
                    gboolean      hold)
{
  g_autoptr (GPtrArray) held = self->held;

  self->hold = hold;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < held->len; i++)
    answer (self, g_ptr_array_index (held, i));
}

const char *
doubles_naptr_get_heard (DoublesNaptr *self)
{
  return self->heard->str;
}
