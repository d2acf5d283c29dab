/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One search for a server, from the question to the list. A telephone has to be back within seconds whatever the name
 * server does, so all questions go out together, every one of them may stay without an answer, and when the time is
 * over the search goes on with what it has.
 */

#include "transport-search-private.h"

#include "transport-host.h"
#include "transport-srv.h"
#include "transport.h"

/* What is waited for. Answers that come in another state are noted and change nothing. */
typedef enum
{
  STATE_NAPTR, /* which services there are; leads to SRV */
  STATE_SRV,   /* where they are; leads to CHECK or DONE */
  STATE_CHECK, /* whether DNS knows the host that is remembered; leads to DONE */
  STATE_DONE,  /* nothing: the task has returned, no timer runs */
} State;

typedef struct
{
  SipClock *clock;
  SipTokens *tokens;
  GResolver *resolver;
  TransportNaptrQuery *naptr_query;
  TransportPlace *place;
  TransportTarget *remembered; /* NULL: none */

  State state;
  GTask *task;           /* NULL when DONE */
  GSource *cancelled;    /* NULL: nobody can cancel */
  GCancellable *stop;    /* for every question */
  guint deadline;
  guint naptr_timer;
  guint n_names;         /* asked for */
  GPtrArray *naptr;      /* NULL: no answer */
  GPtrArray *services;   /* NULL in NAPTR */
  GHashTable *answers;   /* name → TransportAnswer */
  GPtrArray *targets;    /* NULL before CHECK */
} Search;

typedef struct
{
  Search *search;
  char *name;
} Question;

static void
search_clear (gpointer data)
{
  Search *self = data;

  g_object_unref (self->clock);
  g_object_unref (self->tokens);
  g_object_unref (self->resolver);
  g_object_unref (self->naptr_query);
  g_object_unref (self->stop);
  transport_place_free (self->place);
  g_clear_pointer (&self->remembered, transport_target_unref);
  g_clear_pointer (&self->naptr, g_ptr_array_unref);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_hash_table_unref (self->answers);
}

static void
search_unref (Search *self)
{
  g_atomic_rc_box_release_full (self, search_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_unref)

static void
question_free (Question *self)
{
  search_unref (self->search);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The search itself lives as long as its task; questions that are under way keep it a little longer. */
static void
end (Search *self,
     GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  self->state = STATE_DONE;
  sip_clock_disarm (self->clock, &self->deadline);
  sip_clock_disarm (self->clock, &self->naptr_timer);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_cancellable_cancel (self->stop);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self->targets), (GDestroyNotify) g_ptr_array_unref);
}

static void
end_with_memory (Search   *self,
                 gboolean  in_dark)
{
  transport_search_recall (self->targets, self->remembered, in_dark);
  end (self, NULL);
}

static void
witness_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Search) self = user_data;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, NULL);
  gboolean known = addresses != NULL;

  g_resolver_free_addresses (addresses);
  if (self->state != STATE_CHECK)
    return;

  /* Whatever the address is now: DNS works, and it is right. */
  if (known)
    end (self, NULL);
  else
    end_with_memory (self, FALSE);
}

/* A memory is only good for something while DNS is bad; so DNS is asked for the host that was reached. */
static void
enter_check (Search *self)
{
  g_autofree char *witness = NULL;

  self->state = STATE_CHECK;
  self->targets = transport_search_assemble (self->place, self->services, self->answers);
  if (self->targets->len == 0)
    {
      end (self, g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE,
                              "%s says in DNS that it has no server for '%s:'", self->place->host,
                              transport_way_get_scheme (self->place->way)));
      return;
    }
  if (self->remembered == NULL)
    {
      end (self, NULL);
      return;
    }
  if (transport_search_is_in_dark (self->services, self->answers, self->remembered))
    {
      end_with_memory (self, TRUE);
      return;
    }

  witness = transport_search_dup_witness (self->targets, self->remembered);
  if (witness == NULL)
    end (self, NULL);
  else if (g_cancellable_is_cancelled (self->stop))
    end_with_memory (self, FALSE);
  else
    g_resolver_lookup_by_name_async (self->resolver, witness, self->stop, witness_cb, g_atomic_rc_box_acquire (self));
}

static gboolean
has_pending (Search *self)
{
  for (guint i = 0; i < self->services->len; i++)
    {
      TransportService *service = g_ptr_array_index (self->services, i);
      TransportAnswer *answer = g_hash_table_lookup (self->answers, service->name);

      if (answer != NULL && answer->state == TRANSPORT_ANSWER_PENDING)
        return TRUE;
    }

  return FALSE;
}

static void
note_answer (Search          *self,
             TransportAnswer *answer,
             GList           *records,
             const GError    *error)
{
  if (records == NULL)
    {
      gboolean none = g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);

      answer->state = none ? TRANSPORT_ANSWER_NONE : TRANSPORT_ANSWER_FAILED;
      return;
    }

  answer->servers = transport_srv_order (records, self->tokens);
  answer->state = answer->servers->len > 0 ? TRANSPORT_ANSWER_GIVEN : TRANSPORT_ANSWER_ABSENT;
}

static void
srv_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  Search *self = question->search;
  TransportAnswer *answer = g_hash_table_lookup (self->answers, question->name);
  GList *records = g_resolver_lookup_records_finish (G_RESOLVER (source), result, &error);

  if (answer->state == TRANSPORT_ANSWER_PENDING)
    note_answer (self, answer, records, error);
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);

  if (self->state == STATE_SRV && !has_pending (self))
    enter_check (self);
}

/* The last question is kept for the host that is remembered. */
static void
ask (Search     *self,
     const char *name)
{
  Question *question;
  TransportAnswer *answer;

  if (g_hash_table_contains (self->answers, name) || self->n_names >= TRANSPORT_SEARCH_MAX_NAMES - 1)
    return;

  answer = g_new0 (TransportAnswer, 1);
  g_hash_table_insert (self->answers, g_strdup (name), answer);
  if (g_cancellable_is_cancelled (self->stop))
    {
      answer->state = TRANSPORT_ANSWER_FAILED;
      return;
    }

  question = g_new0 (Question, 1);
  question->search = g_atomic_rc_box_acquire (self);
  question->name = g_strdup (name);
  self->n_names++;
  g_resolver_lookup_records_async (self->resolver, name, G_RESOLVER_RECORD_SRV, self->stop, srv_cb, question);
}

static void
ask_all (Search    *self,
         GPtrArray *services)
{
  for (guint i = 0; i < services->len; i++)
    {
      TransportService *service = g_ptr_array_index (services, i);

      if (service->is_service)
        ask (self, service->name);
    }
}

static void
enter_srv (Search *self)
{
  self->state = STATE_SRV;
  sip_clock_disarm (self->clock, &self->naptr_timer);
  self->services = transport_service_list (self->place, self->naptr);
  ask_all (self, self->services);
  if (!has_pending (self))
    enter_check (self);
}

static void
naptr_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Search) self = user_data;
  g_autoptr (GPtrArray) records = transport_naptr_query_ask_finish (TRANSPORT_NAPTR_QUERY (source), result, NULL);

  if (self->state != STATE_NAPTR)
    return;

  self->naptr = g_steal_pointer (&records);
  enter_srv (self);
}

static void
naptr_timer_cb (gpointer user_data)
{
  g_autoptr (Search) self = g_atomic_rc_box_acquire (user_data);

  self->naptr_timer = 0;
  enter_srv (self);
}

/* Most domains have no NAPTR records, and most of those that have name what the book would: so the book's names are
 * asked for without waiting. */
static void
enter_naptr (Search *self)
{
  g_autoptr (GPtrArray) book = transport_service_list (self->place, NULL);

  self->state = STATE_NAPTR;
  self->naptr_timer = sip_clock_arm (self->clock, TRANSPORT_SEARCH_NAPTR_MS, naptr_timer_cb, self);
  self->n_names++;
  transport_naptr_query_ask_async (self->naptr_query, self->place->host, self->stop, naptr_cb,
                                   g_atomic_rc_box_acquire (self));
  ask_all (self, book);
}

static void
fail_pending (Search *self)
{
  GHashTableIter iter;
  gpointer answer;

  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    if (((TransportAnswer *) answer)->state == TRANSPORT_ANSWER_PENDING)
      ((TransportAnswer *) answer)->state = TRANSPORT_ANSWER_FAILED;
}

/* With "stop" cancelled nothing more is asked, so each state leads straight to the next. */
static void
deadline_cb (gpointer user_data)
{
  g_autoptr (Search) self = g_atomic_rc_box_acquire (user_data);

  self->deadline = 0;
  fail_pending (self);
  g_cancellable_cancel (self->stop);
  if (self->state == STATE_NAPTR)
    enter_srv (self);
  else if (self->state == STATE_SRV)
    enter_check (self);
  else if (self->state == STATE_CHECK)
    end_with_memory (self, FALSE);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (Search) self = g_atomic_rc_box_acquire (g_task_get_task_data (user_data));

  end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the search was cancelled"));

  return G_SOURCE_REMOVE;
}

static Search *
search_new (const TransportSearchMeans *means,
            TransportPlace             *place,
            TransportTarget            *remembered)
{
  Search *self = g_atomic_rc_box_new0 (Search);

  self->clock = g_object_ref (means->clock);
  self->tokens = g_object_ref (means->tokens);
  self->resolver = g_object_ref (means->resolver);
  self->naptr_query = g_object_ref (means->naptr);
  self->place = place;
  self->remembered = remembered != NULL ? transport_target_ref (remembered) : NULL;
  self->stop = g_cancellable_new ();
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) transport_answer_free);
  return self;
}

/* From the main loop, never from inside the call that cancels: there its lock is held. */
static void
watch_patience (Search *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_task_attach_source (self->task, self->cancelled, G_SOURCE_FUNC (cancelled_cb));
}

/**
 * transport_search_async:
 * @means: what to search with
 * @place: (transfer full): what a person named
 * @remembered: (nullable): where it was reached last, at its address; %NULL: never
 * @cancellable: (nullable): stops the search
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Finds the targets of a place (RFC 3263 §4): at most 16, by at most 8 questions, within 5 s by the clock.
 */
void
transport_search_async (const TransportSearchMeans *means,
                        TransportPlace             *place,
                        TransportTarget            *remembered,
                        GCancellable               *cancellable,
                        GAsyncReadyCallback         callback,
                        gpointer                    user_data)
{
  g_return_if_fail (means != NULL && place != NULL);

  g_autoptr (Search) self = search_new (means, place, remembered);

  self->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, transport_search_async);
  g_task_set_task_data (self->task, g_atomic_rc_box_acquire (self), (GDestroyNotify) search_unref);
  watch_patience (self);
  self->deadline = sip_clock_arm (self->clock, TRANSPORT_SEARCH_PATIENCE_MS, deadline_cb, self);

  if (transport_service_is_asked (place) && (place->way == TRANSPORT_WAY_SIP || place->way == TRANSPORT_WAY_SIPS))
    enter_naptr (self);
  else
    enter_srv (self);
}

/**
 * transport_search_finish:
 * @result: the result
 * @error: return location for %TRANSPORT_ERROR_RESOLVE or %G_IO_ERROR_CANCELLED
 *
 * Ends transport_search_async().
 *
 * Returns: (transfer full) (element-type TransportTarget) (nullable): at least one target, the best first
 */
GPtrArray *
transport_search_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
